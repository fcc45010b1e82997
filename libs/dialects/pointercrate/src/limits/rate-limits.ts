import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { defaultLimits, type LimitName } from './limits.js';
import { TokenBuckets } from './token-buckets.js';

/** The rate limits of contract §6.7, kept in this process. */
@Injectable()
export class RateLimits {
  private readonly buckets: ReadonlyMap<LimitName, TokenBuckets>;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(POINTERCRATE_OPTIONS) { limits: given }: PointercrateOptions,
  ) {
    const names = given === undefined ? [] : (Object.keys(defaultLimits) as LimitName[]);
    this.buckets = new Map(names.map((name) => [name, new TokenBuckets(given?.[name] ?? defaultLimits[name])]));
  }

  /**
   * @param key what the limit counts by, e.g. an IP address
   * @throws PointercrateError 42900
   */
  take(limit: LimitName, key: string): void {
    const waitMs = this.buckets.get(limit)?.take(key, this.clock.now()) ?? 0;
    if (waitMs === 0) return;
    const remaining = { secs: Math.trunc(waitMs / 1000), nanos: (waitMs % 1000) * 1_000_000 };
    throw new PointercrateError(42900, { remaining }, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
  }
}
