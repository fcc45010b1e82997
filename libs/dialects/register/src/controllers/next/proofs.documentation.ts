import { applyDecorators } from '@nestjs/common';
import { auditPathSchema, numberParameter, outOfRange, rootSchema } from '../proofs.documentation.js';
import { DescribeRead, NotModified, okJson } from '../read.documentation.js';

export function DescribeNextRootProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Root of the log (next)', 'Head of the Merkle tree over entry hashes with object hashes.', ['json']),
    okJson('The root', rootSchema, {
      'root-hash': '12203fb02f1188e670f8abaa0f1d16819d3ea202153d50a65e25366ceff880bcd02f',
      'total-entries': 210,
    }),
  );
}

export function DescribeNextEntryProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Proof of an entry (next)', 'That the entry is in the log of that size; lowest node first.', ['json']),
    numberParameter('number', 'Entry number', 10),
    numberParameter('size', 'Size of the log', 200),
    okJson('The audit path', auditPathSchema, {
      'audit-path': [
        '12205deabce1e5dbea950b904dfaf91c69001fac4d1237496dd7ef3c6ac04832c8da',
        '122063471e7991e610aa191a4294e8e3f9030ee8362d8504debf3e0ca781a9836f39',
      ],
    }),
    NotModified(),
    outOfRange('log-size'),
  );
}

export function DescribeNextConsistencyProof(): MethodDecorator {
  return applyDecorators(
    DescribeRead('Proof of consistency (next)', 'That the larger log extends the smaller; lowest node first.', ['json']),
    numberParameter('small', 'Smaller size of the log', 197),
    numberParameter('large', 'Larger size of the log', 200),
    okJson('The audit path', auditPathSchema, {
      'audit-path': [
        '12204bf11510de951962dd7f85883aa502c39c3608b75828ba2fce0fb66913e1c046',
        '12202849fbc94fe0b1e11026468a282cb781bdec0c1827c5e29c64f8b7336923dff1',
      ],
    }),
    NotModified(),
    outOfRange('large'),
  );
}
