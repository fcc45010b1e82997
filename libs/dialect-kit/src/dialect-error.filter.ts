import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSharedError, StorageUnavailable } from '#records';
import { type Dialect, dialectOf, type ErrorAnswer, pathOf } from './dialect.js';
import { BadRequest, BodyTooLarge, type GeneralHttpError, MethodNotAllowed, Moved, RouteNotFound } from './http-errors.js';
import type { RouteTable } from './route-table.js';

/**
 * Answers everything thrown, in the form of the dialect that owns the request; malformed URLs and unknown routes reach
 * no controller, so this filter is app-wide. Logs what is unexpected once, with its cause, and never sends it.
 */
@Catch()
export class DialectErrorFilter implements ExceptionFilter {
  constructor(
    private readonly dialects: readonly Dialect[],
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    sendAnswer(http.getResponse<FastifyReply>(), this.answer(error, request));
  }

  private answer(error: unknown, request: FastifyRequest): ErrorAnswer {
    const dialect = dialectOf(this.dialects, request.raw.url ?? '/');
    const answer = dialect.present(this.inHttpTerms(error, request, dialect), request);
    if (answer.status >= 500 && (!isSharedError(error) || error instanceof StorageUnavailable)) {
      request.log.error({ err: error }, 'request failed');
      // Lets whoever sees the failure name it to whoever reads the log.
      return { ...answer, headers: { ...answer.headers, 'x-request-id': request.id } };
    }
    return answer;
  }

  private inHttpTerms(error: unknown, request: FastifyRequest, dialect: Dialect): unknown {
    const status = statusOf(error);
    if (status === undefined) return error;
    if (status === 404) return this.unrouted(request, dialect);
    if (status === 413) return new BodyTooLarge();
    return status < 500 ? new BadRequest((error as Error).message) : error;
  }

  private unrouted(request: FastifyRequest, dialect: Dialect): GeneralHttpError {
    const url = request.raw.url ?? '/';
    const allowed = this.routes.allowed(pathOf(url));
    // A route that took the request and found nothing, such as a folder of files, knows the method.
    if (allowed.includes(request.method)) return new RouteNotFound();
    if (allowed.length > 0) return new MethodNotAllowed(allowed);
    const moved = dialect.relocate?.(url, this.routes);
    return moved === undefined ? new RouteNotFound() : new Moved(moved.location, moved.status);
  }
}

/** The status of an error that Nest or Fastify raised itself; undefined for those of the gateway. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  return typeof statusCode === 'number' && typeof code === 'string' && code.startsWith('FST_') ? statusCode : undefined;
}

const asItIs = (payload: unknown): string => payload as string;

/**
 * Sends a text whose content type has been set, under exactly that type: left alone, Fastify adds a charset to JSON. As a
 * string, because headers and a string leave in one write, headers and bytes in two.
 */
export function sendText(reply: FastifyReply, text: string): void {
  reply.serializer(asItIs).send(text);
}

export function sendAnswer(reply: FastifyReply, { status, headers, body }: ErrorAnswer): void {
  reply.code(status).headers({ ...headers });
  if (body === undefined) {
    reply.removeHeader('content-type');
    reply.send();
  } else {
    // As bytes: to a text Fastify would add a charset that the dialect did not state.
    reply.send(Buffer.from(body));
  }
}
