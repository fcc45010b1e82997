import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Sends a body piece by piece, as fast as the client takes it: the next piece is asked for when there is room, and no more
 * of them when the client has gone. What fails before the first piece is thrown, so it is answered as any other error; what
 * fails later ends the connection, so that nobody takes the part for the whole. No length is told.
 * @param headers all of the answer, the content type too
 * @param pieces of some kilobytes each, since each is one write
 */
export async function sendStream(
  reply: FastifyReply,
  headers: Readonly<Record<string, string>>,
  pieces: AsyncIterable<string | Buffer>,
): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  reply.headers({ ...headers });
  // A handler that returns earlier would have its answer ended for it.
  const sent = once(reply.raw, 'close');
  reply.send(Readable.from(bodyOf(reply, first, iterator), { objectMode: false }));
  await sent;
}

/** The pieces; none for HEAD. */
async function* bodyOf(
  reply: FastifyReply,
  first: IteratorResult<string | Buffer>,
  iterator: AsyncIterator<string | Buffer>,
): AsyncGenerator<string | Buffer> {
  try {
    if (reply.request.method === 'HEAD') return;
    for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
