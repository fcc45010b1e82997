import type { SchemaObject } from '@nestjs/swagger';
import { BadParameter } from '../errors/unicat-errors.js';
import type { GivenValues } from '../mapping/changed-values.js';
import type { Members } from '../mapping/members.js';
import { isObject, type Parameters, requiredObject } from './parameters.js';

/** Of the demo data. */
export const demoOrdering = 'cb62f78d-7bb3-4953-a629-cb0f38b07f2c';

export const orderingKey: SchemaObject = { type: 'string', description: 'Key of an ordering of the project' };

export const reportOfFindings: SchemaObject = {
  type: 'array',
  description: 'What was not stored, and what is worth a warning',
  items: {
    type: 'object',
    properties: {
      record: { type: 'string', format: 'uuid' },
      language: { type: 'string' },
      field: { type: 'string' },
      code: { type: 'string', enum: ['invalid', 'is_empty', 'not_translated', 'unknown_field', 'not_equal'] },
      message: { type: 'string' },
    },
  },
};

/**
 * `fields` of an update: an object for each language.
 * @throws BadParameter
 */
export function readGivenValues(parameters: Parameters): GivenValues {
  const fields = requiredObject(parameters, 'fields');
  if (!Object.values(fields).every(isMembers)) throw new BadParameter('fields');
  return fields as GivenValues;
}

/** What was parsed from JSON holds nothing but JSON. */
function isMembers(value: unknown): value is Members {
  return isObject(value);
}
