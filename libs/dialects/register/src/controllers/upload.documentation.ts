import { applyDecorators } from '@nestjs/common';
import { ApiBasicAuth, ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { rsfTypes } from '../rsf/write-rsf.js';
import { error, type Schema } from './read.documentation.js';

/** Defines a register of colours and puts the first one into it. */
const colours = [
  'assert-root-hash\tsha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'add-item\t{"cardinality":"1","datatype":"string","field":"colour","phase":"alpha","text":"The code of the colour."}',
  'append-entry\tsystem\tfield:colour\t2026-01-01T00:00:00Z\tsha-256:b77c56b3ff34e42eacae807e052a8d605c1236744d7eef687bd8f84902708793',
  'add-item\t{"fields":["colour"],"phase":"alpha","register":"colour","registry":"example","text":"Colours of the rainbow"}',
  'append-entry\tsystem\tregister:colour\t2026-01-01T00:00:00Z\tsha-256:563b0a9334980870cb25febbd1cf5ab6b1681f93dac2aa302fc3bf8647e5b574',
  'add-item\t{"colour":"red"}',
  'append-entry\tuser\tred\t2026-01-01T00:00:00Z\tsha-256:6a7b7f4aa87b539d0f0c42a6bbb759c3c4879c25f3f4e94955e53f40252ed8bf',
];

const uploadSchema: Schema = {
  type: 'object',
  required: ['success', 'message'],
  properties: {
    success: { type: 'boolean' },
    message: { type: 'string' },
    warnings: {
      type: 'array',
      items: { type: 'string' },
      description: 'Only where the validation was relaxed; the first thousand',
    },
  },
};

const failureSchema: Schema = {
  type: 'object',
  required: ['success', 'message', 'details'],
  properties: { success: { type: 'boolean' }, message: { type: 'string' }, details: { type: 'string' } },
};

export function DescribeUpload(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary: 'Append a log, or make a register',
      description:
        'The whole body is applied or nothing of it. Takes Basic credentials of an account with the role `write`, or of an operator; an upload by an operator under a new name makes the register that it defines.',
    }),
    ApiParam({ name: 'register', description: 'Name of the register', schema: { type: 'string', example: 'colour' } }),
    ApiQuery({
      name: 'validation',
      required: false,
      description: 'Operators only: what breaks a datatype, schema or repetition rule is taken and told as a warning',
      schema: { type: 'string', enum: ['relaxed'] },
    }),
    ApiBasicAuth(),
    ApiConsumes(rsfTypes.download, rsfTypes.archive),
    ApiBody({
      schema: { type: 'string' },
      examples: { colours: { summary: 'A new register', value: colours.map((line) => `${line}\n`).join('') } },
    }),
    ApiResponse({
      status: 200,
      description: 'All of it was applied',
      content: { 'application/json': { schema: uploadSchema, example: { success: true, message: 'success' } } },
    }),
    ApiResponse({
      status: 400,
      description: 'Nothing of it was applied',
      content: {
        'application/json': {
          schema: failureSchema,
          example: {
            success: false,
            message: 'Failed to load RSF',
            details: "Field 'size' value must be of type 'integer'",
          },
        },
      },
    }),
    error(401, 'unauthorized', '401 Unauthorized', 'Without Basic credentials, or with wrong ones'),
    error(403, 'forbidden', 'Needs the role write in country', 'An account that may not write, or not relax the validation'),
    error(404, 'not_found', '404 Not Found', 'No such register, and the caller may not make one'),
    error(409, 'conflict', 'demonlist-record is written through its own dialect, pointercrate', 'Not born as a register'),
    error(413, 'payload_too_large', '413 Payload Too Large', 'Larger than 4 GiB'),
    error(
      415,
      'unsupported_media_type',
      'Expected application/uk-gov-rsf',
      `Neither ${rsfTypes.download} nor ${rsfTypes.archive}`,
    ),
    error(503, 'service_unavailable', '503 Service Unavailable', 'Maintenance, or the database is away'),
  );
}
