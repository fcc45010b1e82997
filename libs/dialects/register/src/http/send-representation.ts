import type { FastifyReply } from 'fastify';
import { sendText } from '#dialect-kit';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { cacheControl, entityTag, isCurrent, type Permanence } from './caching.js';
import { type Link, linkHeader } from './links.js';
import { contentTypes, type Format } from './negotiation.js';
import { negotiatedHeaders } from './response-headers.js';

const headersOf = {
  json: { ...negotiatedHeaders, 'content-type': contentTypes.json },
  csv: { ...negotiatedHeaders, 'content-type': contentTypes.csv },
} as const;

/** Sends a representation under exactly its content type (contract §2.2). */
export function sendRepresentation(reply: FastifyReply, format: Format, text: string, links: readonly Link[] = []): void {
  reply.headers(headersOf[format]);
  const link = linkHeader(links);
  if (link !== undefined) reply.header('link', link);
  sendText(reply, text);
}

/** As `sendRepresentation`, for what clients may keep: with an entity tag, and 304 for those who have it already. */
export function sendLasting(
  reply: FastifyReply,
  register: MountedRegister,
  permanence: Permanence,
  format: Format,
  text: string,
): void {
  const tag = entityTag(text);
  reply.headers({ ...headersOf[format], etag: tag, 'cache-control': cacheControl(register, permanence) });
  if (isCurrent(reply.request, tag)) reply.code(304).removeHeader('content-type').send();
  else sendText(reply, text);
}
