import type { SchemaObject } from '@nestjs/swagger';
import { BadParameter } from '../../errors/unicat-errors.js';
import type { GivenValues } from '../../mapping/changed-values.js';
import type { Members } from '../../mapping/members.js';
import type { Placement } from '../../mapping/placement.js';
import type { Target } from '../../project/target.js';
import { gid, gids } from '../api-docs.js';
import { isObject, optionalText, type Parameters, requiredObject, requiredText } from '../parameters.js';

/** Of the demo data. */
export const demoOrdering = 'cb62f78d-7bb3-4953-a629-cb0f38b07f2c';

export const demoRoot = '9f33b8ce-a039-47cb-b35d-9715a4b0b5ba';
export const demoChannel = '991861f2-fae7-4215-9124-cfd6ceb1cf0c';

export const count: SchemaObject = { type: 'integer' };

export const channelKey: SchemaObject = {
  type: 'string',
  description: 'Key of a channel of the project; `__all__` for all records',
};

export function pageParameters(size: number, most = 1000): { 'page.top': SchemaObject; 'page.size': SchemaObject } {
  return {
    'page.top': { type: 'integer', minimum: 0, default: 0 },
    'page.size': { type: 'integer', minimum: 1, maximum: most, default: size },
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

/** Articles of the demo data that the examples need: as they are, deleted ones, a link, one with a definition of its own. */
export const demoRecords = {
  one: 'd9c6b844-f6ff-428a-80cc-8d6c5e70e2a4',
  other: '087182dd-b1ee-427f-b9d3-1aab71f22104',
  third: '0ea09756-5101-4928-a2e3-66644e39de40',
  fourth: 'c915393c-3c0f-4193-aaa2-eef37ab297d6',
  deleted: 'ba857ac6-cc25-4eaf-97d1-d1f7e483930c',
  deletedToo: 'b85b2f64-b83b-44af-9a9e-08e5e9c4ef63',
  link: '009b3a37-cd86-4182-bec2-d8b3832384f5',
  extended: '54d4a739-8cb6-4d6f-9d9b-f668dbcecc5b',
  group: '72469b3a-382f-41aa-9de0-42355f562815',
} as const;

/** Parameters of calls that put a record somewhere. */
export const targetParameters = { parent: gid, ordering: orderingKey, before_record: gid };

/** @throws BadParameter */
export function readTarget(parameters: Parameters): Target {
  return {
    parent: requiredText(parameters, 'parent'),
    ordering: requiredText(parameters, 'ordering'),
    before: optionalText(parameters, 'before_record'),
  };
}

/** Far enough from where integers end for any number of records to be placed before and behind. */
const largestIndex = 2 ** 52;

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && Math.abs(Number(value)) <= largestIndex;
}

/**
 * `orderings`: an index for each key.
 * @throws BadParameter
 */
export function readOrderings(parameters: Parameters): Placement['orderings'] {
  const orderings = requiredObject(parameters, 'orderings');
  if (!Object.values(orderings).every(isIndex)) throw new BadParameter('orderings');
  return orderings as Placement['orderings'];
}
