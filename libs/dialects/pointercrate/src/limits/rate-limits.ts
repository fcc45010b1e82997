import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, RATE_LIMIT_STORE, type RateLimitStore } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { defaultLimits, type GivenLimits, type LimitName } from './limits.js';

/** The rate limits of contract §6.7. */
@Injectable()
export class RateLimits {
  private readonly given: GivenLimits | undefined;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RATE_LIMIT_STORE) private readonly store: RateLimitStore,
    @Inject(POINTERCRATE_OPTIONS) { limits }: PointercrateOptions,
  ) {
    this.given = limits;
  }

  /**
   * To be called outside of any read or write: where gateways share their limits, it is a write of its own.
   * @param key what the limit counts by, e.g. an IP address
   * @throws PointercrateError 42900
   */
  async take(limit: LimitName, key: string): Promise<void> {
    if (this.given === undefined) return;
    const [count, seconds] = this.given[limit] ?? defaultLimits[limit];
    const size = { count, periodMs: seconds * 1000 };
    const waitMs = await this.store.take(`pointercrate.${limit}`, key, size, this.clock.now());
    if (waitMs === 0) return;
    const remaining = { secs: Math.trunc(waitMs / 1000), nanos: (waitMs % 1000) * 1_000_000 };
    throw new PointercrateError(42900, { remaining }, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
  }
}
