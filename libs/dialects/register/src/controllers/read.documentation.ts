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
import { allFormats, contentTypes, type Format } from '../http/negotiation.js';

/** What the documentation of all resources of a register has in common. */

export type Schema = NonNullable<Extract<ApiResponseOptions, { schema: unknown }>['schema']>;

export const stamp = {
  'entry-number': { type: 'integer', minimum: 1 },
  'entry-timestamp': { type: 'string', format: 'date-time' },
  key: { type: 'string', pattern: '^[A-Za-z0-9](?:[-_./]?[A-Za-z0-9])*[-_./]?$' },
} satisfies Record<string, Schema>;

export const hashSchema: Schema = { type: 'string', pattern: '^1220[0-9a-f]{64}$' };

export const blobSchema: Schema = {
  type: 'object',
  additionalProperties: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
};

export const entrySchema: Schema = {
  type: 'object',
  required: ['entry-number', 'entry-timestamp', 'key', 'blob-hash'],
  properties: { ...stamp, 'blob-hash': hashSchema },
};

const errorSchema: Schema = {
  type: 'object',
  required: ['type', 'message'],
  properties: { type: { type: 'string' }, message: { type: 'string' } },
};

export function error(status: number, type: string, message: string, description: string): MethodDecorator {
  const content = { 'application/json': { schema: errorSchema, example: { type, message } } };
  return ApiResponse({ status, description, content });
}

/** @param links what the `Link` header leads to */
export function ok(description: string, schema: Schema, json: unknown, csv: string, links?: string): MethodDecorator {
  return ApiResponse({
    status: 200,
    description,
    ...(links === undefined ? {} : { headers: { Link: { description: links, schema: { type: 'string' } } } }),
    content: {
      [contentTypes.json]: { schema, example: json },
      [contentTypes.csv]: { schema: { type: 'string' }, example: csv },
    },
  });
}

/** As `ok`, for what is only served as JSON. */
export function okJson(description: string, schema: Schema, json: unknown): MethodDecorator {
  return ApiResponse({ status: 200, description, content: { [contentTypes.json]: { schema, example: json } } });
}

/** Rows of documents whose values are plain, as CSV. */
export function csvOf(documents: readonly Readonly<Record<string, string | number>>[]): string {
  const rows = [Object.keys(documents[0] ?? {}), ...documents.map((document) => Object.values(document))];
  return rows.map((row) => `${row.join(',')}\r\n`).join('');
}

const suffixes: { readonly [F in Format]: string } = { json: '`.json`', csv: '`.csv`' };

const guardParameter = ApiQuery({
  name: 'spreadsheet',
  required: false,
  description:
    'For CSV that is opened in a spreadsheet: `true` puts an apostrophe before what could be taken for a formula. Otherwise values come unaltered.',
  schema: { type: 'boolean', default: false },
});

/** What all reads of a register have in common. */
export function DescribeRead(summary: string, description: string, available: readonly Format[] = allFormats): MethodDecorator {
  const named = available.map((format) => suffixes[format]).join(' or ');
  const accepted = available.length > 1 ? 'Neither JSON nor CSV is accepted' : 'JSON is not accepted';
  return applyDecorators(
    ApiOperation({
      summary,
      description: `${description} Add ${named} to the path, or send \`Accept\`. The same paths are served at the root of a host whose first label is the name of the register.`,
    }),
    ...(available.includes('csv') ? [guardParameter] : []),
    InAnyRegister(),
    error(406, 'not_acceptable', '406 Not Acceptable', accepted),
    error(410, 'gone', '410 Gone', 'A format that existed once: `.tsv`, `.ttl`, `.xlsx`, `.yaml`'),
  );
}

/** The register in the path, and how reading a private one is refused. */
export function InAnyRegister(): MethodDecorator {
  return applyDecorators(
    ApiParam({ name: 'register', description: 'Name of the register', schema: { type: 'string', example: 'country' } }),
    ApiBearerAuth(),
    ApiBasicAuth(),
    error(401, 'unauthorized', '401 Unauthorized', 'A private register, without credentials of one of its readers'),
    error(404, 'not_found', '404 Not Found', 'No such register, or nothing there'),
  );
}

/** An answer to clients that name the tag of what they have already in `If-None-Match`. */
export function NotModified(): MethodDecorator {
  return ApiResponse({ status: 304, description: 'The client has it already' });
}
