import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import { blobSchema, csvOf, DescribeRead, entrySchema, error, ok, type Schema, stamp } from './read.documentation.js';

const ghana = {
  'entry-number': 72,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'GH',
  blob: { country: 'GH', name: 'Ghana', 'official-name': 'The Republic of Ghana', 'citizen-names': 'Ghanaian' },
};

const ghanaCsv =
  'entry-number,entry-timestamp,key,country,name,official-name,citizen-names,start-date,end-date\r\n' +
  '72,2016-04-05T13:23:05Z,GH,GH,Ghana,The Republic of Ghana,Ghanaian,,\r\n';

const trail = [
  {
    'entry-number': 90,
    'entry-timestamp': '2016-04-05T13:23:05Z',
    key: 'CI',
    'blob-hash': '12207c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec',
  },
  {
    'entry-number': 207,
    'entry-timestamp': '2017-10-25T09:52:52Z',
    key: 'CI',
    'blob-hash': '1220b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8',
  },
];

const recordSchema: Schema = {
  type: 'object',
  required: ['entry-number', 'entry-timestamp', 'key', 'blob'],
  properties: {
    ...stamp,
    blob: blobSchema,
  },
};

export const keyParameter = (example: string): MethodDecorator =>
  ApiParam({ name: 'key', description: 'Key; a slash in it is written %2F', schema: { type: 'string', example } });

export function DescribeRecord(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One record', 'The latest entry of a key with its blob.'),
    keyParameter('GH'),
    ok('The record', recordSchema, ghana, ghanaCsv, 'The trail, `rel="version-history"`'),
  );
}

/** Page and filter of a list of records, and how they are refused. */
export function RecordsPage(): MethodDecorator {
  return applyDecorators(
    ApiQuery({ name: 'page-index', required: false, schema: { type: 'integer', minimum: 1, default: 1 } }),
    ApiQuery({ name: 'page-size', required: false, schema: { type: 'integer', minimum: 1, maximum: 5000, default: 100 } }),
    ApiQuery({ name: 'name', required: false, description: 'An attribute; only with `value`', schema: { type: 'string' } }),
    ApiQuery({ name: 'value', required: false, description: 'Its whole value; only with `name`', schema: { type: 'string' } }),
    error(
      400,
      'unexpected_parameter',
      "Parameter 'page-size' must be from 1 to 5000",
      'A parameter out of range, repeated or alone',
    ),
  );
}

export function DescribeRecords(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Records', 'In order of first appearance, by pages; `name` and `value` filter by one attribute.'),
    RecordsPage(),
    ok('A page', { type: 'array', items: recordSchema }, [ghana], ghanaCsv, 'Neighbours, `rel="next"` and `rel="previous"`'),
  );
}

export function DescribeTrail(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Trail of a record', 'All entries of a key, ascending.'),
    keyParameter('CI'),
    ok('The trail', { type: 'array', items: entrySchema }, trail, csvOf(trail)),
  );
}
