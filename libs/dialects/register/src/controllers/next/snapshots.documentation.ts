import { applyDecorators } from '@nestjs/common';
import { csvOf, DescribeRead, entrySchema, NotModified, ok } from '../read.documentation.js';
import { keyParameter } from '../records.documentation.js';
import { sizeParameter } from '../snapshots.documentation.js';

const ivoryCoast = {
  'entry-number': 90,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'CI',
  'blob-hash': '1220aeb146fb196187285b0bc598e1335fca2663a2376e910de2a88f9818c816a05c',
};

export function DescribeNextSnapshot(): MethodDecorator {
  return applyDecorators(
    DescribeRead('The log at a size (next)', 'The latest entry of each key at that size, with object hashes.'),
    sizeParameter(),
    ok('The snapshot', { type: 'array', items: entrySchema }, [ivoryCoast], csvOf([ivoryCoast])),
  );
}

export function DescribeNextSnapshotEntry(): MethodDecorator {
  return applyDecorators(
    DescribeRead('A key at a size of the log (next)', 'The latest entry of the key at that size, with the object hash.'),
    sizeParameter(),
    keyParameter('CI'),
    ok('The entry', entrySchema, ivoryCoast, csvOf([ivoryCoast])),
    NotModified(),
  );
}
