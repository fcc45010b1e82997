import type { SchemaObject } from '@nestjs/swagger';
import { BadParameter } from '../../errors/unicat-errors.js';
import { isPresent, optionalTexts, type Parameters, requiredText } from '../parameters.js';

export const nonEmpty: SchemaObject = { type: 'string', minLength: 1 };

/**
 * One name, or a list of them: the first one present counts (contract §4.0).
 * @throws BadParameter where neither is there, or the one that counts is of another type
 */
export function oneOrMany(parameters: Parameters, one: string, many: string): string | readonly string[] {
  if (isPresent(parameters, one)) {
    const text = requiredText(parameters, one);
    if (text === '') throw new BadParameter(one);
    return text;
  }
  const texts = optionalTexts(parameters, many);
  if (texts === undefined) throw new BadParameter(one);
  return texts;
}
