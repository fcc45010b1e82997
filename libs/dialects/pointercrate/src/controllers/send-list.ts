import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '#dialect-kit';
import type { ListAnswer } from '../paging/list-answer.js';
import { linkHeader, linksHeader, pageLinks } from '../paging/page-links.js';
import { sendJson } from './send-object.js';

/** Answers a page: a bare array, with its neighbours in `Links` and in the standard `Link` (contract §5.3). */
export function sendList(request: FastifyRequest, reply: FastifyReply, { documents, page, query }: ListAnswer): void {
  const links = pageLinks({ ...query, path: pathOf(request.url) }, page);
  reply.header('links', linksHeader(links));
  if (links.length > 0) reply.header('link', linkHeader(links));
  sendJson(reply, JSON.stringify(documents));
}
