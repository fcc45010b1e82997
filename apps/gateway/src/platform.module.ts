import { type DynamicModule, Module } from '@nestjs/common';
import { pointercratePolicy } from '#dialects/pointercrate';
import {
  ACCOUNT_STORE,
  type AccountStore,
  CLOCK,
  openPolicy,
  RATE_LIMIT_STORE,
  type RateLimitStore,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordStore,
  SPACE_DIRECTORY,
  type SpaceDirectory,
  systemClock,
} from '#records';

export interface Platform {
  readonly store: RecordStore;
  readonly spaces: SpaceDirectory;
  readonly accounts: AccountStore;
  readonly rateLimits: RateLimitStore;
  ping(): Promise<void>;
}

export const PLATFORM = Symbol('Platform');

export const readingPolicies: ReadingPolicies = {
  register: openPolicy,
  pointercrate: pointercratePolicy,
  unicat: openPolicy,
};

/** Hands the storage and the other ports to every library. */
@Module({})
export class PlatformModule {
  static forRoot(platform: Platform): DynamicModule {
    const providers = [
      { provide: PLATFORM, useValue: platform },
      { provide: RECORD_STORE, useValue: platform.store },
      { provide: SPACE_DIRECTORY, useValue: platform.spaces },
      { provide: ACCOUNT_STORE, useValue: platform.accounts },
      { provide: RATE_LIMIT_STORE, useValue: platform.rateLimits },
      { provide: CLOCK, useValue: systemClock },
      { provide: READING_POLICIES, useValue: readingPolicies },
    ];
    return { module: PlatformModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
