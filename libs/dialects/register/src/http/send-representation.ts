import type { FastifyReply } from 'fastify';
import { sendText } from '#dialect-kit';
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
