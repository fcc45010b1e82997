import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { UnsupportedMediaType } from '#dialect-kit';

/** An upload that has not been read yet. */
export interface RsfBody {
  readonly stream: Readable;
  /** Bytes, where the client told it. */
  readonly declared: number | undefined;
}

const rsfType = /^application\/(?:uk-gov-rsf|vnd\.rsf)\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * The body of an upload (contract §3.13). A request without one is an upload of nothing.
 * @throws UnsupportedMediaType for any other content type, and for a coded body
 */
export function rsfBody({ headers, body, raw }: FastifyRequest): RsfBody {
  if (!rsfType.test(headers['content-type'] ?? '')) throw new UnsupportedMediaType('application/uk-gov-rsf');
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw new UnsupportedMediaType('a body without Content-Encoding');
  }
  const length = headers['content-length'];
  return { stream: (body as Readable | undefined) ?? raw, declared: length === undefined ? undefined : Number(length) };
}
