import { LRUCache } from 'lru-cache';
import type { BucketSize, Instant, RateLimitStore } from '#records';
import { intervalOf, lastTokenAt, waitFor } from './buckets.js';

/** Keys remembered per limit. Whoever can use more addresses than this can make the oldest be forgotten early. */
const mostKeys = 10_000;

/** Buckets of this process alone. */
export class ProcessRateLimitStore implements RateLimitStore {
  private readonly limits = new Map<string, LRUCache<string, Instant>>();

  async take(limit: string, key: string, size: BucketSize, now: Instant): Promise<number> {
    const buckets = this.bucketsOf(limit);
    const fullAt = Math.max(buckets.get(key) ?? now, now);
    if (fullAt > lastTokenAt(size, now)) return waitFor(fullAt, size, now);
    buckets.set(key, fullAt + intervalOf(size));
    return 0;
  }

  private bucketsOf(limit: string): LRUCache<string, Instant> {
    const known = this.limits.get(limit) ?? new LRUCache<string, Instant>({ max: mostKeys });
    this.limits.set(limit, known);
    return known;
  }
}
