import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { rsfTypes } from '../rsf/write-rsf.js';
import { restExample } from './download.documentation.js';
import { error, InAnyRegister } from './read.documentation.js';

export function DescribeArchive(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary: 'The whole register in one file',
      description:
        'A ZIP with the context, all blobs, all entries and the root hash; RSF with `.rsf` or `Accept: application/vnd.rsf`. Add `.zip` or `.rsf` to the path, or send `Accept`.',
    }),
    InAnyRegister(),
    ApiQuery({
      name: 'from',
      required: false,
      description: 'Only with RSF',
      schema: { type: 'integer', minimum: 0, default: 0 },
    }),
    ApiQuery({ name: 'to', required: false, description: 'Only with RSF', schema: { type: 'integer', minimum: 0 } }),
    ApiResponse({
      status: 200,
      description: 'The file, streamed',
      content: {
        'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
        [rsfTypes.archive]: { schema: { type: 'string' }, example: restExample },
      },
    }),
    error(400, 'unexpected_parameter', "Parameter 'to' must be at most 210", 'Sizes that the log does not have'),
    error(
      403,
      'forbidden',
      'Some of this register may be withheld from you',
      'Values or records may be withheld from the caller',
    ),
    error(406, 'not_acceptable', '406 Not Acceptable', 'Neither ZIP nor RSF is accepted'),
    error(410, 'gone', '410 Gone', 'A format that existed once: `.tsv`, `.ttl`, `.xlsx`, `.yaml`'),
  );
}
