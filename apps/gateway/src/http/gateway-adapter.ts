import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { BadRequest, bodyParser, type Dialect, dialectOf, pathOf, type RouteTable, sendAnswer } from '#dialect-kit';
import { ReadOnly } from '#records';
import type { GatewayConfig } from '../config/gateway-config.js';

const bodyLimit = 1024 * 1024;
/** Keys of records travel in paths; a request target cannot be longer than Node's header limit anyway. */
const maxParamLength = 16_384;

/** Ids that callers may give their requests; anything else gets a new one, so that logs stay clean. */
const requestIdPattern = /^[\w.:-]{1,128}$/;

export function createAdapter(config: GatewayConfig, dialects: readonly Dialect[], routes: RouteTable): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: { level: config.logLevel },
    // The request log below has one line per request, with what operators look for.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // Nothing here is Nest middleware, and looking for it costs every request.
    skipMiddie: true,
    trustProxy: config.trustProxy,
    routerOptions: { maxParamLength },
    // What the router itself refuses, such as broken percent-encoding, reaches no filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendAnswer(reply, dialectOf(dialects, request.raw.url ?? '/').present(new BadRequest(error.message), request)),
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
    },
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  routes.observe(fastify);
  acceptAnyBody(fastify);
  if (config.readOnly) refuseWrites(fastify, dialects);
  if (fastify.log.isLevelEnabled('info')) logRequests(fastify);
  return adapter;
}

/** Type and subtype, perhaps with parameters (RFC 9110 §8.3.1). */
const mediaType = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;
/** What a body of no known type is (RFC 9110 §8.3). */
const unknownType = 'application/octet-stream';

/**
 * Bodies reach the dialects unparsed: as bytes, or as a stream where a route asks for it. Each dialect parses them after its
 * own earlier checks, and refuses them in its own words.
 */
function acceptAnyBody(fastify: FastifyInstance): void {
  // Fastify itself would refuse such a type before anybody has looked at who asks, also where no body is needed.
  fastify.addHook('onRequest', ({ headers }, _reply, done) => {
    const type = headers['content-type'];
    if (type !== undefined && !mediaType.test(type)) headers['content-type'] = unknownType;
    done();
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', bodyParser(bodyLimit));
}

function refuseWrites(fastify: FastifyInstance, dialects: readonly Dialect[]): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const url = request.raw.url ?? '/';
    const writes = dialectOf(dialects, url).mutates(request.method, pathOf(url));
    done(writes ? new ReadOnly() : undefined);
  });
}

function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request.raw;
    request.log.info({ method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 1000) / 1000 }, 'request');
    done();
  });
}

declare module 'fastify' {
  interface FastifyBaseLogger {
    isLevelEnabled(level: string): boolean;
  }
}
