import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { DescribeRead, error, hashSchema, NotModified, okJson, type Schema } from './read.documentation.js';

const root = { 'root-hash': '122060413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af', 'total-entries': 210 };

export const rootSchema: Schema = {
  type: 'object',
  required: ['root-hash', 'total-entries'],
  properties: { 'root-hash': hashSchema, 'total-entries': { type: 'integer', minimum: 0 } },
};

export const auditPathSchema: Schema = {
  type: 'object',
  required: ['audit-path'],
  properties: { 'audit-path': { type: 'array', items: hashSchema } },
};

const entryPath = {
  'audit-path': [
    '1220f0ebeef6be205cfc5fb6b4a314294bdff471f5409594f742b0f30c8551278b4a',
    '12208dc980062c4e6ffd2300b72cd5a6a67e23070aabec31911691c657c2e1dd37a6',
  ],
};

const consistencyPath = {
  'audit-path': [
    '122073f13521226acdfa2a610c7bfdc955fa52aea1d554dd247011312ee48686a538',
    '12208a16bb948f55ef959a5a7ddad5e2d1d398b50f3d7095aba1e97ad50c1fa374a9',
  ],
};

export const numberParameter = (name: string, description: string, example: number): MethodDecorator =>
  ApiParam({ name, description, schema: { type: 'integer', minimum: 1, example } });

export const outOfRange = (parameter: string): MethodDecorator =>
  error(400, 'unexpected_parameter', `Parameter '${parameter}' must be from 1 to 210`, 'A number out of range');

export function DescribeRootProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Root of the log', 'Head of the Merkle tree over all entries (RFC 6962).', ['json']),
    okJson('The root', rootSchema, root),
  );
}

export function DescribeEntryProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Proof of an entry', 'That the entry is in the log of that size; lowest node first (RFC 6962 §2.1.1).', [
      'json',
    ]),
    numberParameter('number', 'Entry number', 10),
    numberParameter('size', 'Size of the log', 200),
    okJson('The audit path', auditPathSchema, entryPath),
    NotModified(),
    outOfRange('log-size'),
  );
}

export function DescribeConsistencyProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Proof of consistency', 'That the larger log extends the smaller; lowest node first (RFC 6962 §2.1.2).', [
      'json',
    ]),
    numberParameter('small', 'Smaller size of the log', 197),
    numberParameter('large', 'Larger size of the log', 200),
    okJson('The audit path', auditPathSchema, consistencyPath),
    NotModified(),
    outOfRange('large'),
  );
}
