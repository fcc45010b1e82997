import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { type FileDraft, type FileStore, isStorableText } from '#records';
import { BadRequest, BodyTooLarge } from './http-errors.js';
import { readBody } from './streamed-body.js';

export interface UploadLimits {
  /** The part that holds the file; files of other names are passed over. */
  readonly filePart: string;
  /** Bytes that the file may have. */
  readonly fileSize: number;
}

export interface UploadForm {
  readonly fields: ReadonlyMap<string, string>;
  /** The name is as the client gave it: it may be a path, or anything else. */
  readonly file: { readonly name: string; readonly draft: FileDraft } | undefined;
}

/** Bytes for everything in the form that is not the file. */
const overhead = 64 * 1024;
const fieldLimits = { fields: 20, fieldNameSize: 100, fieldSize: 4 * 1024, files: 10, parts: 30, headerPairs: 20 };

/**
 * Reads a form with a file in it (RFC 7578) as it arrives; the parts may come in any order. Whoever gets the form keeps or
 * discards the file; where it throws, nothing is left. The route is marked with `StreamedBody`.
 * @throws BodyTooLarge
 * @throws BadRequest where the body is no such form, or ends early
 * @throws StorageUnavailable
 */
export async function readUploadForm(
  { headers, body }: Pick<FastifyRequest, 'headers' | 'body'>,
  store: FileStore,
  limits: UploadLimits,
): Promise<UploadForm> {
  const parser = openParser(headers, limits.fileSize);
  if (!(body instanceof Readable)) throw new BadRequest('The form is empty');
  const fields = new Map<string, string>();
  const stopping = new AbortController();
  let received: { readonly name: string; readonly draft: Promise<FileDraft>; readonly stream: BusboyFileStream } | undefined;
  parser.on('field', (name, value, _, truncated) => {
    if (truncated || !isStorableText(value)) stopping.abort(new BadRequest(`The field ${name} is too long or no text`));
    else fields.set(name, value);
  });
  parser.on('file', (part, stream, name) => {
    if (part !== limits.filePart || received !== undefined) {
      stream.resume();
      return;
    }
    const draft = store.receive(complete(stream));
    received = { name: name ?? '', draft, stream };
    stream.on('error', () => undefined);
    // Nobody reads on then, and the parser would wait for ever.
    draft.catch((error: unknown) => stopping.abort(error));
  });
  try {
    await Promise.race([pipeline(readBody(body, limits.fileSize + overhead), parser), aborted(stopping.signal)]);
    return { fields, file: received && { name: received.name, draft: await received.draft } };
  } catch (error) {
    const cause = stopping.signal.aborted ? stopping.signal.reason : error;
    parser.destroy();
    received?.stream.destroy(asError(cause));
    await received?.draft.then(
      (draft) => draft.discard(),
      () => undefined,
    );
    throw isParserError(cause) ? new BadRequest('The form is malformed') : cause;
  }
}

function openParser(headers: FastifyRequest['headers'], fileSize: number): BusboyInstance {
  const type = headers['content-type'];
  if (type === undefined || !/^multipart\/form-data\s*;/i.test(type)) throw new BadRequest('The body is no multipart/form-data');
  try {
    // The whole name, to see what somebody tries; whoever gets the form judges it.
    return new Busboy({ headers: { 'content-type': type }, preservePath: true, limits: { ...fieldLimits, fileSize } });
  } catch {
    throw new BadRequest('The content type names no boundary');
  }
}

/** Does not wait for a client that may not send on. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(asError(signal.reason)), { once: true });
  });
}

async function* complete(stream: BusboyFileStream): AsyncGenerator<Buffer> {
  yield* stream as AsyncIterable<Buffer>;
  if (stream.truncated) throw new BodyTooLarge();
}

const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

/** The parser throws plain errors; everybody else has a class of their own. */
function isParserError(error: unknown): boolean {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype;
}
