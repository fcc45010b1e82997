import { applyDecorators } from '@nestjs/common';
import { context, contextSchema } from '../context.documentation.js';
import { DescribeRead, okJson } from '../read.documentation.js';

export function DescribeNextContext(): MethodDecorator {
  return applyDecorators(
    DescribeRead('What the register says about itself (next)', 'With the root of the tree over object hashes.', ['json']),
    okJson('The context', contextSchema, {
      ...context,
      'hashing-algorithm': { id: 'sha2-256', ...context['hashing-algorithm'] },
      'root-hash': '12203fb02f1188e670f8abaa0f1d16819d3ea202153d50a65e25366ceff880bcd02f',
    }),
  );
}
