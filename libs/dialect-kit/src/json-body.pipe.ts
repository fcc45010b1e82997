import { type ArgumentMetadata, Body, Injectable, ValidationPipe } from '@nestjs/common';
import { InvalidRecord } from '#records';
import { parseJsonBody } from './json-body.js';

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
      exceptionFactory: (errors) => {
        const [first] = errors;
        const message = Object.values(first?.constraints ?? {})[0] ?? 'The body is not what was expected';
        return new InvalidRecord(message, first?.property);
      },
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const parsed = parseJsonBody(Buffer.isBuffer(value) ? value : undefined);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      throw new InvalidRecord('The body must be a JSON object');
    return super.transform(parsed, metadata);
  }
}

/** The request body as an instance of the parameter's class. */
export const JsonBody = (): ParameterDecorator => Body(new JsonBodyPipe());
