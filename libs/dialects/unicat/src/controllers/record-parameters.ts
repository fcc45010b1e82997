import type { SchemaObject } from '@nestjs/swagger';
import { BadParameter } from '../errors/unicat-errors.js';
import type { GivenValues } from '../mapping/changed-values.js';
import type { Members } from '../mapping/members.js';
import { gid, gids } from './api-docs.js';
import { isObject, type Parameters, requiredObject } from './parameters.js';

/** Of the demo data. */
export const demoOrdering = 'cb62f78d-7bb3-4953-a629-cb0f38b07f2c';

export const demoRoot = '9f33b8ce-a039-47cb-b35d-9715a4b0b5ba';
export const demoChannel = '991861f2-fae7-4215-9124-cfd6ceb1cf0c';

export const count: SchemaObject = { type: 'integer' };

export const channelKey: SchemaObject = {
  type: 'string',
  description: 'Key of a channel of the project; `__all__` for all records',
};

export function pageParameters(size: number): { 'page.top': SchemaObject; 'page.size': SchemaObject } {
  return {
    'page.top': { type: 'integer', minimum: 0, default: 0 },
    'page.size': { type: 'integer', minimum: 1, maximum: 1000, default: size },
  };
}

export const selection: SchemaObject = {
  type: 'array',
  minItems: 1,
  description: 'Gids, children of records and searches, in any mix',
  items: {
    oneOf: [
      gid,
      {
        type: 'object',
        required: ['children'],
        properties: { children: gid, channel: channelKey, ordering: { type: 'string' }, exclude: gids },
      },
      {
        type: 'object',
        required: ['search'],
        properties: {
          search: {
            type: 'object',
            required: ['language'],
            properties: { language: { type: 'string' }, q: { type: 'string' }, filter: { type: 'array', items: {} } },
          },
          exclude: gids,
        },
      },
    ],
  },
};

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
