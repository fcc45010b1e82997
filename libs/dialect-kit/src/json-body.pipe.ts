import { type ArgumentMetadata, Body, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InvalidRecord } from '#records';
import { parseJsonBody } from './json-body.js';

/** More than any class names. class-transformer compares the names of an object pairwise, so many would keep it busy for seconds. */
const mostMembers = 1000;

/**
 * Parses the raw body and checks it against the parameter's class. A pipe runs after the guards, so a caller without
 * credentials never learns what is wrong with his body. Unknown members are dropped.
 * @throws MalformedInput, InvalidRecord
 */
@Injectable()
export class JsonBodyPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      exceptionFactory: (errors) => firstFault(errors) ?? new InvalidRecord('The body is not what was expected'),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const parsed = this.parse(value);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      throw new InvalidRecord('The body must be a JSON object');
    requireFewMembers(parsed);
    return super.transform(parsed, metadata);
  }

  /** @param body what Fastify handed over */
  protected parse(body: unknown): unknown {
    return parseJsonBody(body);
  }
}

function requireFewMembers(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const members = Object.values(value);
  if (!Array.isArray(value) && members.length > mostMembers)
    throw new InvalidRecord(`An object has more than ${mostMembers} members`);
  for (const member of members) requireFewMembers(member);
}

/** @param path of the member that the errors are about, with a dot at its end; empty for the body itself */
function firstFault([first]: readonly ValidationError[], path = ''): InvalidRecord | undefined {
  if (first === undefined) return undefined;
  const [message] = Object.values(first.constraints ?? {});
  if (message === undefined) return firstFault(first.children ?? [], `${path}${first.property}.`);
  return new InvalidRecord(path + message, path + first.property);
}

/** The request body as an instance of the parameter's class. */
export const JsonBody = (): ParameterDecorator => Body(new JsonBodyPipe());
