import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { numberParameter, outOfRange } from '../proofs.documentation.js';
import { DescribeRead, NotModified, okJson, type Schema } from '../read.documentation.js';

const identifier = 'merkle:sha-256';
const identified: Record<string, Schema> = { 'proof-identifier': { type: 'string', enum: [identifier] } };
const hash: Schema = { type: 'string', pattern: '^sha-256:[0-9a-f]{64}$' };

const proofParameter = (): MethodDecorator =>
  ApiParam({
    name: 'proof',
    description: 'The kind of proof',
    schema: { type: 'string', enum: [identifier], example: identifier },
  });

export function DescribeV1RootProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Root of the log (v1)', 'Head of the Merkle tree over all entries (RFC 6962).', ['json']),
    proofParameter(),
    okJson(
      'The root',
      {
        type: 'object',
        required: ['proof-identifier', 'root-hash', 'total-entries'],
        properties: { ...identified, 'root-hash': hash, 'total-entries': { type: 'integer', minimum: 0 } },
      },
      {
        'proof-identifier': identifier,
        'root-hash': 'sha-256:60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af',
        'total-entries': 210,
      },
    ),
  );
}

export function DescribeV1EntryProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Proof of an entry (v1)', 'That the entry is in the log of that size; lowest node first.', ['json']),
    numberParameter('number', 'Entry number', 10),
    numberParameter('size', 'Size of the log', 200),
    proofParameter(),
    okJson(
      'The audit path',
      {
        type: 'object',
        required: ['proof-identifier', 'entry-number', 'merkle-audit-path'],
        properties: { ...identified, 'entry-number': { type: 'string' }, 'merkle-audit-path': { type: 'array', items: hash } },
      },
      {
        'proof-identifier': identifier,
        'entry-number': '10',
        'merkle-audit-path': [
          'sha-256:f0ebeef6be205cfc5fb6b4a314294bdff471f5409594f742b0f30c8551278b4a',
          'sha-256:8dc980062c4e6ffd2300b72cd5a6a67e23070aabec31911691c657c2e1dd37a6',
        ],
      },
    ),
    NotModified(),
    outOfRange('log-size'),
  );
}

export function DescribeV1ConsistencyProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Proof of consistency (v1)', 'That the larger log extends the smaller; lowest node first.', ['json']),
    numberParameter('small', 'Smaller size of the log', 197),
    numberParameter('large', 'Larger size of the log', 200),
    proofParameter(),
    okJson(
      'The nodes',
      {
        type: 'object',
        required: ['proof-identifier', 'merkle-consistency-nodes'],
        properties: { ...identified, 'merkle-consistency-nodes': { type: 'array', items: hash } },
      },
      {
        'proof-identifier': identifier,
        'merkle-consistency-nodes': [
          'sha-256:73f13521226acdfa2a610c7bfdc955fa52aea1d554dd247011312ee48686a538',
          'sha-256:8a16bb948f55ef959a5a7ddad5e2d1d398b50f3d7095aba1e97ad50c1fa374a9',
        ],
      },
    ),
    NotModified(),
    outOfRange('large'),
  );
}
