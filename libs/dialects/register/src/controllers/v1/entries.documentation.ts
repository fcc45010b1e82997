import { applyDecorators } from '@nestjs/common';
import { EntriesPage, entryParameter } from '../entries.documentation.js';
import { csvOf, DescribeRead, NotModified, ok, type Schema, stamp } from '../read.documentation.js';

const number: Schema = { type: 'string', pattern: '^[1-9][0-9]*$' };

export const stampSchema = {
  ...stamp,
  'index-entry-number': number,
  'entry-number': number,
} satisfies Record<string, Schema>;

export const v1EntrySchema: Schema = {
  type: 'object',
  required: ['index-entry-number', 'entry-number', 'entry-timestamp', 'key', 'item-hash'],
  properties: {
    ...stampSchema,
    'item-hash': {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: { type: 'string', pattern: '^sha-256:[0-9a-f]{64}$' },
    },
  },
};

/** What every example begins with. */
export function stampOf(entry: number, key: string, timestamp = '2016-04-05T13:23:05Z') {
  return { 'index-entry-number': `${entry}`, 'entry-number': `${entry}`, 'entry-timestamp': timestamp, key };
}

const ghana = stampOf(72, 'GH');
const ghanaHash = 'sha-256:dc1d12943ea264de937468b254286e5ebd8acd316e21bf667076ebdb8c111bd1';
const union = stampOf(1, 'SU');
const unionHash = 'sha-256:e94c4a9ab00d951dadde848ee2c9fe51628b22ff2e0a88bff4cca6e4e6086d7a';

export function DescribeV1Entry(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One entry (v1)', 'A list of one. An entry never changes.'),
    entryParameter(72),
    ok(
      'The entry',
      { type: 'array', minItems: 1, maxItems: 1, items: v1EntrySchema },
      [{ ...ghana, 'item-hash': [ghanaHash] }],
      csvOf([{ ...ghana, 'item-hash': ghanaHash }]),
    ),
    NotModified(),
  );
}

export function DescribeV1Entries(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Entries (v1)', 'In order of their numbers, by pages.'),
    EntriesPage(),
    ok(
      'A page; empty past the end',
      { type: 'array', items: v1EntrySchema },
      [{ ...union, 'item-hash': [unionHash] }],
      csvOf([{ ...union, 'item-hash': unionHash }]),
      'Neighbours, `rel="next"` and `rel="previous"`',
    ),
  );
}
