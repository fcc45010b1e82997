import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendText } from '#dialect-kit';
import type { JsonValue } from '#records';
import { entityTag, quoted } from '../conditional/entity-tag.js';
import { isNotModified } from '../conditional/preconditions.js';

/**
 * Answers a read of one object: wrapped, tagged, and only if the caller does not have it already (contract §4).
 * @throws PointercrateError 41200
 */
export function sendObject({ headers }: FastifyRequest, reply: FastifyReply, data: object): void {
  const tag = entityTag(data as JsonValue);
  const notModified = isNotModified(headers, tag);
  // What is shown depends on who asks.
  reply.header('etag', quoted(tag)).header('vary', 'Authorization').header('cache-control', 'private, no-cache');
  if (notModified) reply.code(304).send();
  else sendJson(reply, { data });
}

export function sendJson(reply: FastifyReply, body: object): void {
  sendText(reply.code(200).header('content-type', 'application/json'), JSON.stringify(body));
}
