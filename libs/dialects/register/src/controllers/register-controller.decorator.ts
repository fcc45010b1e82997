import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RegisterGuard } from '../guards/register.guard.js';
import type { View } from '../http/relocation.js';

/** Where each view is mounted, under the name that the documents show first: by path, and at the root of a host (contract §0.2). */
export const mounts: { readonly [V in View]: readonly string[] } = {
  seed: ['registers/:register', ''],
  v1: ['registers/:register/v1', 'v1'],
  next: ['registers/:register/next', 'registers/:register/v2', 'next', 'v2'],
};

/**
 * A controller whose resources are those of one register.
 * @param views that have the resources; the documents show those of the first
 */
export function RegisterController(tag: string, ...views: readonly View[]): ClassDecorator {
  return applyDecorators(ApiTags(tag), MountedIn(...views), UseGuards(RegisterGuard));
}

/** As `RegisterController`, with a guard of its own. */
export function MountedIn(...views: readonly View[]): ClassDecorator {
  return Controller((views.length === 0 ? ['seed' as const] : views).flatMap((view) => mounts[view]));
}
