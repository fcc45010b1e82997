import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { csvOf, DescribeRead, entrySchema, NotModified, ok } from './read.documentation.js';

const ivoryCoast = {
  'entry-number': 90,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'CI',
  'blob-hash': '12207c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec',
};

export const sizeParameter = (): MethodDecorator =>
  ApiParam({ name: 'size', description: 'Size of the log', schema: { type: 'integer', minimum: 0, example: 206 } });

export function DescribeSnapshot(): MethodDecorator {
  return applyDecorators(
    DescribeRead('The log at a size', 'The latest entry of each key at that size, ascending by number, complete.'),
    sizeParameter(),
    ok('The snapshot', { type: 'array', items: entrySchema }, [ivoryCoast], csvOf([ivoryCoast])),
  );
}

export function DescribeSnapshotEntry(): MethodDecorator {
  return applyDecorators(
    DescribeRead('A key at a size of the log', 'The latest entry of the key at that size.'),
    sizeParameter(),
    ApiParam({ name: 'key', description: 'Key; a slash in it is written %2F', schema: { type: 'string', example: 'CI' } }),
    ok('The entry', entrySchema, ivoryCoast, csvOf([ivoryCoast])),
    NotModified(),
  );
}
