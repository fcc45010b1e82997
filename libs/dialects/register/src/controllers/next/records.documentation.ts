import { applyDecorators } from '@nestjs/common';
import { blobSchema, csvOf, DescribeRead, entrySchema, ok, type Schema } from '../read.documentation.js';
import { keyParameter, RecordsPage } from '../records.documentation.js';

const ghana = {
  _id: 'GH',
  country: 'GH',
  name: 'Ghana',
  'official-name': 'The Republic of Ghana',
  'citizen-names': 'Ghanaian',
};
const ghanaCsv = csvOf([{ ...ghana, 'start-date': '', 'end-date': '' }]);

/** A record or a blob with its identifier among its attributes. */
export const flatSchema: Schema = { ...blobSchema, required: ['_id'], properties: { _id: { type: 'string' } } };

const trail = [
  {
    'entry-number': 90,
    'entry-timestamp': '2016-04-05T13:23:05Z',
    key: 'CI',
    'blob-hash': '1220aeb146fb196187285b0bc598e1335fca2663a2376e910de2a88f9818c816a05c',
  },
  {
    'entry-number': 207,
    'entry-timestamp': '2017-10-25T09:52:52Z',
    key: 'CI',
    'blob-hash': '1220797da3ee1620d4804d70fb759e7cecc7c9dd7feea83e20d0baaa3012bbab512b',
  },
];

export function DescribeNextRecord(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One record (next)', 'The attributes, and the key as `_id`; nothing about the entry.'),
    keyParameter('GH'),
    ok('The record', flatSchema, ghana, ghanaCsv, 'The trail, `rel="version-history"`'),
  );
}

export function DescribeNextRecords(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Records (next)', 'In order of first appearance, by pages; `name` and `value` filter by one attribute.'),
    RecordsPage(),
    ok('A page', { type: 'array', items: flatSchema }, [ghana], ghanaCsv, 'Neighbours, `rel="next"` and `rel="previous"`'),
  );
}

export function DescribeNextTrail(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Trail of a record (next)', 'All entries of a key, ascending, with object hashes.'),
    keyParameter('CI'),
    ok('The trail', { type: 'array', items: entrySchema }, trail, csvOf(trail)),
  );
}
