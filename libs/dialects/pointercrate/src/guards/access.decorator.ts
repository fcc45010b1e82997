import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import { AccessGuard } from './access.guard.js';
import { ACCESS_RULE, type AccessRule, type TokenUse } from './access-rule.js';

/**
 * Who may call the endpoint at all; what he may do there is the use case's matter. With `If-Match` that header is required.
 * Documents both.
 */
export function Access(token: TokenUse, ...needs: readonly 'If-Match'[]): MethodDecorator {
  const rule: AccessRule = { token, ifMatch: needs.includes('If-Match') };
  return applyDecorators(
    SetMetadata(ACCESS_RULE, rule),
    UseGuards(AccessGuard),
    ...(token === 'ignored' ? [] : [ApiBearerAuth()]),
    ...(rule.ifMatch ? [ifMatchHeader] : []),
  );
}

export const ifMatchHeader = ApiHeader({
  name: 'If-Match',
  required: true,
  description: 'Entity tags, one of which must be the current one of what the caller sees, or `*`',
  schema: { type: 'string', example: '*' },
});
