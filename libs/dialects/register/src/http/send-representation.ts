import type { FastifyReply } from 'fastify';
import { sendText } from '#dialect-kit';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { guardFormulas } from '../serializers/csv.js';
import { cacheControl, entityTag, isCurrent, type Permanence } from './caching.js';
import { type Link, linkHeader } from './links.js';
import { contentTypes, type Format } from './negotiation.js';
import { negotiatedHeaders } from './response-headers.js';
import { sendStream } from './send-stream.js';
import { keepGuard, wantsGuard } from './spreadsheet-guard.js';

const headersOf = {
  json: { ...negotiatedHeaders, 'content-type': contentTypes.json },
  csv: { ...negotiatedHeaders, 'content-type': contentTypes.csv },
} as const;

/** Sends a representation under exactly its content type (contract §2.2). */
export function sendRepresentation(reply: FastifyReply, format: Format, text: string, links: readonly Link[] = []): void {
  const guarded = wantsGuard(reply.request, format);
  reply.headers(headersOf[format]);
  const link = linkHeader(guarded ? links.map(keepGuard) : links);
  if (link !== undefined) reply.header('link', link);
  sendText(reply, guarded ? guardFormulas(text) : text);
}

/** As `sendRepresentation`, for what clients may keep: with an entity tag, and 304 for those who have it already. */
export function sendLasting(
  reply: FastifyReply,
  register: MountedRegister,
  permanence: Permanence,
  format: Format,
  unguarded: string,
): void {
  const text = wantsGuard(reply.request, format) ? guardFormulas(unguarded) : unguarded;
  const tag = entityTag(text);
  reply.headers({ ...headersOf[format], etag: tag, 'cache-control': cacheControl(register, permanence) });
  if (isCurrent(reply.request, tag)) reply.code(304).removeHeader('content-type').send();
  else sendText(reply, text);
}

/**
 * As `sendLasting`, for what may be too large to be put together first. Without a tag, since that would take all of it.
 * @param pieces of the text, some kilobytes each; of CSV, whole rows
 */
export function streamLasting(
  reply: FastifyReply,
  register: MountedRegister,
  permanence: Permanence,
  format: Format,
  pieces: AsyncIterable<string>,
): Promise<void> {
  const headers = { ...headersOf[format], 'cache-control': cacheControl(register, permanence) };
  return sendStream(reply, headers, wantsGuard(reply.request, format) ? guardPieces(pieces) : pieces);
}

async function* guardPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield guardFormulas(piece);
}
