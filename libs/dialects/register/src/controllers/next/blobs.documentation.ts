import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import { columns, kingdom, union } from '../blobs.documentation.js';
import { csvOf, DescribeRead, error, NotModified, ok } from '../read.documentation.js';
import { flatSchema } from './records.documentation.js';

const kingdomRow = { _id: '122016a21568e4f3f8c3c4f8088fe2829cc2863e1bae1be19607878b62dc2df93eba', ...kingdom };
const unionRow = { _id: '1220a99cacb3728427303b349279f2671b5a4a11aa6a596b5628c517e7e963b1f2ce', ...union };

const csvRow = ({ _id, ...attributes }: typeof kingdomRow | typeof unionRow) => csvOf([{ _id, ...columns, ...attributes }]);

export function DescribeNextBlob(): MethodDecorator {
  return applyDecorators(
    DescribeRead('One blob (next)', 'By its object hash, or the item digests of the other views. Values may be redacted later.'),
    ApiParam({ name: 'hash', schema: { type: 'string', example: kingdomRow._id } }),
    ok('The blob', flatSchema, kingdomRow, csvRow(kingdomRow)),
    NotModified(),
  );
}

export function DescribeNextBlobs(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Blobs (next)', 'In order of first use, by pages.'),
    ApiQuery({
      name: 'start',
      required: false,
      description: 'Hash of the first blob of the page, with or without `1220`',
      schema: { type: 'string' },
    }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 5000, default: 100 } }),
    ok('A page', { type: 'array', items: flatSchema }, [unionRow], csvRow(unionRow), 'The next page, `rel="next"`'),
    error(400, 'unexpected_parameter', "Parameter 'start' must be the hash of a blob", 'A parameter out of range or repeated'),
  );
}
