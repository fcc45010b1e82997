import { applyDecorators } from '@nestjs/common';
import { EntriesPage, entryParameter } from '../entries.documentation.js';
import { csvOf, DescribeRead, entrySchema, NotModified, ok } from '../read.documentation.js';

const ghana = {
  'entry-number': 72,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'GH',
  'blob-hash': '1220bc85e527a5f4d34be8a550065c42a2f441b54dce49957c77d4417e6ff8701c73',
};

const union = {
  'entry-number': 1,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'SU',
  'blob-hash': '1220a99cacb3728427303b349279f2671b5a4a11aa6a596b5628c517e7e963b1f2ce',
};

export function DescribeNextEntry(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One entry (next)', 'With the object hash of its blob. An entry never changes.'),
    entryParameter(72),
    ok('The entry', entrySchema, ghana, csvOf([ghana])),
    NotModified(),
  );
}

export function DescribeNextEntries(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Entries (next)', 'In order of their numbers, by pages, with object hashes.'),
    EntriesPage(),
    ok(
      'A page; empty past the end',
      { type: 'array', items: entrySchema },
      [union],
      csvOf([union]),
      'Neighbours, `rel="next"` and `rel="previous"`',
    ),
  );
}
