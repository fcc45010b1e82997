import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendText } from '#dialect-kit';
import { quoted } from '../conditional/entity-tag.js';
import { isNotModified } from '../conditional/preconditions.js';
import type { TaggedDocument } from '../serializers/tagged-document.js';

/**
 * Answers a read of one object, only if the caller does not have it already (contract §4).
 * @throws PointercrateError 41200
 */
export function sendObject({ headers }: FastifyRequest, reply: FastifyReply, { tag, body }: TaggedDocument): void {
  const notModified = isNotModified(headers, tag);
  // What is shown depends on who asks.
  reply.header('etag', quoted(tag)).header('vary', 'Authorization').header('cache-control', 'private, no-cache');
  if (notModified) reply.code(304).send();
  else sendJson(reply, body);
}

export function sendJson(reply: FastifyReply, body: string): void {
  sendText(reply.code(200).header('content-type', 'application/json'), body);
}
