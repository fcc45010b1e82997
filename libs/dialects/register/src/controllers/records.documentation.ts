import { applyDecorators } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  type ApiResponseOptions,
} from '@nestjs/swagger';
import { contentTypes } from '../http/negotiation.js';

type Schema = NonNullable<Extract<ApiResponseOptions, { schema: unknown }>['schema']>;

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

const trailCsv = `entry-number,entry-timestamp,key,blob-hash\r\n${trail.map((entry) => Object.values(entry).join(',')).join('\r\n')}\r\n`;

const stamp = {
  'entry-number': { type: 'integer', minimum: 1 },
  'entry-timestamp': { type: 'string', format: 'date-time' },
  key: { type: 'string', pattern: '^[A-Za-z0-9](?:[-_./]?[A-Za-z0-9])*[-_./]?$' },
} satisfies Record<string, Schema>;

const recordSchema: Schema = {
  type: 'object',
  required: ['entry-number', 'entry-timestamp', 'key', 'blob'],
  properties: {
    ...stamp,
    blob: {
      type: 'object',
      additionalProperties: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    },
  },
};

const entrySchema: Schema = {
  type: 'object',
  required: ['entry-number', 'entry-timestamp', 'key', 'blob-hash'],
  properties: { ...stamp, 'blob-hash': { type: 'string', pattern: '^1220[0-9a-f]{64}$' } },
};

const errorSchema: Schema = {
  type: 'object',
  required: ['type', 'message'],
  properties: { type: { type: 'string' }, message: { type: 'string' } },
};

function error(status: number, type: string, message: string, description: string): MethodDecorator {
  const content = { 'application/json': { schema: errorSchema, example: { type, message } } };
  return ApiResponse({ status, description, content });
}

function ok(description: string, schema: Schema, json: unknown, csv: string, links: string): MethodDecorator {
  return ApiResponse({
    status: 200,
    description,
    headers: { Link: { description: links, schema: { type: 'string' } } },
    content: {
      [contentTypes.json]: { schema, example: json },
      [contentTypes.csv]: { schema: { type: 'string' }, example: csv },
    },
  });
}

/** What all reads of a register have in common. */
function DescribeRead(summary: string, description: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary,
      description: `${description} Add \`.json\` or \`.csv\` to the path, or send \`Accept\`. The same paths are served at the root of a host whose first label is the name of the register.`,
    }),
    ApiParam({ name: 'register', description: 'Name of the register', schema: { type: 'string', example: 'country' } }),
    ApiBearerAuth(),
    ApiBasicAuth(),
    error(401, 'unauthorized', '401 Unauthorized', 'A private register, without credentials of one of its readers'),
    error(404, 'not_found', '404 Not Found', 'No such register, or nothing there'),
    error(406, 'not_acceptable', '406 Not Acceptable', 'Neither JSON nor CSV is accepted'),
    error(410, 'gone', '410 Gone', 'A format that existed once: `.tsv`, `.ttl`, `.xlsx`, `.yaml`'),
  );
}

const keyParameter = (example: string): MethodDecorator =>
  ApiParam({ name: 'key', description: 'Key; a slash in it is written %2F', schema: { type: 'string', example } });

export function DescribeRecord(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One record', 'The latest entry of a key with its blob.'),
    keyParameter('GH'),
    ok('The record', recordSchema, ghana, ghanaCsv, 'The trail, `rel="version-history"`'),
  );
}

export function DescribeRecords(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Records', 'In order of first appearance, by pages; `name` and `value` filter by one attribute.'),
    ApiQuery({ name: 'page-index', required: false, schema: { type: 'integer', minimum: 1, default: 1 } }),
    ApiQuery({ name: 'page-size', required: false, schema: { type: 'integer', minimum: 1, maximum: 5000, default: 100 } }),
    ApiQuery({ name: 'name', required: false, description: 'An attribute; only with `value`', schema: { type: 'string' } }),
    ApiQuery({ name: 'value', required: false, description: 'Its whole value; only with `name`', schema: { type: 'string' } }),
    ok('A page', { type: 'array', items: recordSchema }, [ghana], ghanaCsv, 'Neighbours, `rel="next"` and `rel="previous"`'),
    error(
      400,
      'unexpected_parameter',
      "Parameter 'page-size' must be from 1 to 5000",
      'A parameter out of range, repeated or alone',
    ),
  );
}

export function DescribeTrail(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Trail of a record', 'All entries of a key, ascending.'),
    keyParameter('CI'),
    ok('The trail', { type: 'array', items: entrySchema }, trail, trailCsv, 'None'),
  );
}
