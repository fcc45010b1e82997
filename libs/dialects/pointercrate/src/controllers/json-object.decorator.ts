import { setImmediate } from 'node:timers/promises';
import { type ArgumentMetadata, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { JsonBodyPipe, requireDistinctMembers } from '#dialect-kit';
import { PointercrateError } from '../errors/pointercrate-error.js';

const jsonType = /^\s*application\/json\s*(?:;|$)/i;

/** Checks media type, size, syntax and shape of a body, in this order (contract §3, §7.3). */
@Injectable()
class JsonObjectPipe extends JsonBodyPipe {
  /** @throws PointercrateError 41500; BodyTooLarge, MalformedInput, InvalidRecord */
  override async transform({ headers, body }: FastifyRequest, metadata: ArgumentMetadata): Promise<unknown> {
    // Nest checks all parameters at once; by then those in the path, which come first, have been refused.
    await setImmediate();
    if (!jsonType.test(headers['content-type'] ?? '')) throw new PointercrateError(41500, { expected: 'application/json' });
    return super.transform(body, { ...metadata, type: 'body' });
  }

  protected override parse(body: unknown): unknown {
    const parsed = super.parse(body);
    // Such a request needs a body, and this is none.
    if (parsed === undefined) throw new PointercrateError(40000);
    requireDistinctMembers(body as Buffer);
    return parsed;
  }
}

const RequestItself = createParamDecorator(
  (_: unknown, context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>(),
);

/** The request body, a JSON object, as an instance of the parameter's class. Members the class does not name are dropped. */
export const JsonObject = (): ParameterDecorator => RequestItself(new JsonObjectPipe());
