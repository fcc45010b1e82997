import type { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { BadRequest, BodyTooLarge } from './http-errors.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    streamedBody?: boolean;
  }
}

/** Marks a route whose request body may be larger than the memory: it arrives as the stream that it is, not yet read. */
export const StreamedBody = (): MethodDecorator => RouteConfig({ streamedBody: true });

type Done = (error: Error | null, body?: Readable | Buffer | BodyTooLarge) => void;

/**
 * Hands over a request body in the way that its route asks for: as a stream where it is marked with `StreamedBody`, else as
 * bytes. That it is too large is handed over like a body, because credentials and preconditions are looked at before bodies.
 * A Fastify content type parser.
 * @param limit in bytes, of bodies that are collected
 */
export function bodyParser(limit: number): (request: FastifyRequest, payload: Readable, done: Done) => void {
  return (request, payload, done) => {
    if (request.routeOptions.config.streamedBody === true) done(null, payload);
    else if (Number(request.headers['content-length']) > limit) done(null, new BodyTooLarge());
    else collect(payload, limit, done);
  };
}

/**
 * The bytes of a body that was collected; undefined where the request has none.
 * @throws BodyTooLarge
 */
export function collectedBody(body: unknown): Buffer | undefined {
  if (body instanceof BodyTooLarge) throw body;
  return Buffer.isBuffer(body) ? body : undefined;
}

/** By events: every write of every dialect comes through here. */
function collect(payload: Readable, limit: number, done: Done): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > limit) finish(null, new BodyTooLarge());
    else chunks.push(chunk);
  };
  const end = (): void => finish(null, Buffer.concat(chunks, size));
  const fail = (): void => finish(new BadRequest('The body ended early'));
  const finish: Done = (error, body) => {
    payload.off('data', take).off('end', end).off('error', fail);
    done(error, body);
  };
  payload.on('data', take).on('end', end).on('error', fail);
}

/**
 * The pieces of a streamed body as they arrive. However it ends, the request can still be answered.
 * @param limit of all pieces together, in bytes
 * @throws BodyTooLarge
 * @throws BadRequest where the client breaks off
 */
export async function* readBody(payload: Readable, limit: number): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    // Destroying the request would take the connection with it.
    for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new BodyTooLarge();
      yield chunk;
    }
  } catch (error) {
    throw error instanceof BodyTooLarge ? error : new BadRequest('The body ended early');
  } finally {
    // What nobody reads would stand before the next request of the connection.
    payload.resume();
  }
}
