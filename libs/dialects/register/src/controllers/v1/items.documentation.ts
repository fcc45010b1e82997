import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { columns, kingdom } from '../blobs.documentation.js';
import { blobSchema, csvOf, DescribeRead, NotModified, ok } from '../read.documentation.js';

export function DescribeV1Item(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One item (v1)', 'By `sha-256:` and its digest. Values may be redacted later.'),
    ApiParam({
      name: 'hash',
      schema: { type: 'string', example: 'sha-256:6b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb' },
    }),
    ok('The item', blobSchema, kingdom, csvOf([{ ...columns, ...kingdom }])),
    NotModified(),
  );
}
