import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import { csvOf, DescribeRead, entrySchema, error, NotModified, ok } from './read.documentation.js';

const ghana = {
  'entry-number': 72,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'GH',
  'blob-hash': '1220dc1d12943ea264de937468b254286e5ebd8acd316e21bf667076ebdb8c111bd1',
};

const first = {
  'entry-number': 1,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'SU',
  'blob-hash': '1220e94c4a9ab00d951dadde848ee2c9fe51628b22ff2e0a88bff4cca6e4e6086d7a',
};

export const entryParameter = (example: number): MethodDecorator =>
  ApiParam({ name: 'number', description: 'Entry number, from 1', schema: { type: 'integer', minimum: 1, example } });

export function DescribeEntry(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One entry', 'An entry never changes.'),
    entryParameter(72),
    ok('The entry', entrySchema, ghana, csvOf([ghana])),
    NotModified(),
  );
}

/** Page of a list of entries, and how it is refused. */
export function EntriesPage(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'start',
      required: false,
      description: 'Number of the first',
      schema: { type: 'integer', minimum: 1, default: 1 },
    }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 5000, default: 100 } }),
    error(400, 'unexpected_parameter', "Parameter 'limit' must be from 1 to 5000", 'A parameter out of range or repeated'),
  );
}

export function DescribeEntries(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Entries', 'In order of their numbers, by pages. Ask for those after the last one you know to stay up to date.'),
    EntriesPage(),
    ok(
      'A page; empty past the end',
      { type: 'array', items: entrySchema },
      [first],
      csvOf([first]),
      'Neighbours, `rel="next"` and `rel="previous"`',
    ),
  );
}
