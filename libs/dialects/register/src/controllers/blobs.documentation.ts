import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import { blobSchema, csvOf, DescribeRead, error, NotModified, ok } from './read.documentation.js';

export const kingdom = {
  country: 'GB',
  name: 'United Kingdom',
  'official-name': 'The United Kingdom of Great Britain and Northern Ireland',
  'citizen-names': 'Briton;British citizen',
};
const kingdomHash = '12206b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb';

export const union = {
  country: 'SU',
  name: 'USSR',
  'official-name': 'Union of Soviet Socialist Republics',
  'citizen-names': 'Soviet citizen',
  'end-date': '1991-12-25',
};
const unionHash = '1220e94c4a9ab00d951dadde848ee2c9fe51628b22ff2e0a88bff4cca6e4e6086d7a';

export const columns = { country: '', name: '', 'official-name': '', 'citizen-names': '', 'start-date': '', 'end-date': '' };

export function DescribeBlob(): MethodDecorator {
  return applyDecorators(
    DescribeRead(
      'One blob',
      'By `1220` and its item digest, `sha-256:` and its item digest, or `1220` and its object hash. Values may be redacted later.',
    ),
    ApiParam({ name: 'hash', schema: { type: 'string', example: kingdomHash } }),
    ok('The blob', blobSchema, kingdom, csvOf([{ ...columns, ...kingdom }])),
    NotModified(),
  );
}

export function DescribeBlobs(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Blobs', 'By their hashes, in order of first use, by pages.'),
    ApiQuery({ name: 'cursor', required: false, description: 'From the link of the page before', schema: { type: 'string' } }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 5000, default: 100 } }),
    ok(
      'A page',
      { type: 'object', additionalProperties: blobSchema },
      { [unionHash]: union },
      csvOf([{ 'blob-hash': unionHash, ...columns, ...union }]),
      'The next page, `rel="next"`',
    ),
    error(400, 'unexpected_parameter', "Parameter 'cursor' must be taken from a link", 'A parameter out of range or repeated'),
  );
}
