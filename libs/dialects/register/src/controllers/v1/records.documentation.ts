import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { blobSchema, csvOf, DescribeRead, error, ok, type Schema } from '../read.documentation.js';
import { keyParameter, RecordsPage } from '../records.documentation.js';
import { stampOf, stampSchema, v1EntrySchema } from './entries.documentation.js';

const item = { country: 'GH', name: 'Ghana', 'official-name': 'The Republic of Ghana', 'citizen-names': 'Ghanaian' };
const records = { GH: { ...stampOf(72, 'GH'), item: [item] } };
const recordsCsv = csvOf([{ ...stampOf(72, 'GH'), ...item, 'start-date': '', 'end-date': '' }]);

const recordsSchema: Schema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['index-entry-number', 'entry-number', 'entry-timestamp', 'key', 'item'],
    properties: { ...stampSchema, item: { type: 'array', minItems: 1, maxItems: 1, items: blobSchema } },
  },
};

const trail = [
  {
    ...stampOf(90, 'CI'),
    'item-hash': ['sha-256:7c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec'],
  },
  {
    ...stampOf(207, 'CI', '2017-10-25T09:52:52Z'),
    'item-hash': ['sha-256:b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8'],
  },
];
const trailCsv = csvOf(trail.map((entry) => ({ ...entry, 'item-hash': entry['item-hash'].join(';') })));

export function DescribeV1Record(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One record (v1)', 'An object with the key as its one member.'),
    keyParameter('GH'),
    ok('The record', recordsSchema, records, recordsCsv, 'The trail, `rel="version-history"`'),
  );
}

export function DescribeV1Records(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Records (v1)', 'An object with a member per key, in order of first appearance, by pages.'),
    RecordsPage(),
    ok('A page', recordsSchema, records, recordsCsv, 'Neighbours, `rel="next"` and `rel="previous"`'),
  );
}

export function DescribeV1Trail(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Trail of a record (v1)', 'All entries of a key, ascending.'),
    keyParameter('CI'),
    ok('The trail', { type: 'array', items: v1EntrySchema }, trail, trailCsv),
  );
}

export function DescribeV1Filtered(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Records with a value (v1)', 'The first hundred records whose attribute has exactly that value.'),
    ApiParam({ name: 'attribute', schema: { type: 'string', example: 'citizen-names' } }),
    ApiParam({ name: 'value', description: 'A slash in it is written %2F', schema: { type: 'string', example: 'Ghanaian' } }),
    ok('The records', recordsSchema, records, recordsCsv),
    error(
      400,
      'unexpected_parameter',
      "Parameter 'name' must not be 'submitter', whose values are withheld",
      'A hidden attribute',
    ),
  );
}
