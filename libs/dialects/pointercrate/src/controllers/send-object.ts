import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf, sendText } from '#dialect-kit';
import { quoted } from '../conditional/entity-tag.js';
import { isNotModified } from '../conditional/preconditions.js';
import type { Change, TaggedDocument } from '../serializers/tagged-document.js';

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

/** Answers a change; 304 where it changed nothing for the caller, as clients expect (contract §3.4, D46). */
export function sendChange(reply: FastifyReply, { document: { tag, body }, changed }: Change): void {
  reply.header('etag', quoted(tag));
  if (changed) sendJson(reply, body);
  else reply.code(304).send();
}

/**
 * Answers that an object was made.
 * @param segment what its path has behind that of the request
 */
export function sendCreated(
  request: FastifyRequest,
  reply: FastifyReply,
  { tag, body }: TaggedDocument,
  segment: string,
  status = 201,
): void {
  reply.header('etag', quoted(tag));
  sendMade(request, reply, body, segment, status);
}

/** As `sendCreated`, for what has no tag. */
export function sendMade(request: FastifyRequest, reply: FastifyReply, body: string, segment: string, status = 201): void {
  reply.header('location', `${pathOf(request.url)}${segment}`);
  sendJson(reply, body, status);
}

export function sendJson(reply: FastifyReply, body: string, status = 200): void {
  sendText(reply.code(status).header('content-type', 'application/json'), body);
}

export function sendNothing(reply: FastifyReply): void {
  reply.code(204).send();
}
