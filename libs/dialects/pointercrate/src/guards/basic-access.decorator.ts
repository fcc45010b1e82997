import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBasicAuth } from '@nestjs/swagger';
import { ifMatchHeader } from './access.decorator.js';
import { BASIC_NEEDS_IF_MATCH, BasicGuard } from './basic.guard.js';

/** The endpoint takes name and password (contract §2.2), and with `If-Match` that header is required. Documents both. */
export function BasicAccess(...needs: readonly 'If-Match'[]): MethodDecorator {
  const ifMatch = needs.includes('If-Match');
  return applyDecorators(
    SetMetadata(BASIC_NEEDS_IF_MATCH, ifMatch),
    UseGuards(BasicGuard),
    ApiBasicAuth(),
    ...(ifMatch ? [ifMatchHeader] : []),
  );
}
