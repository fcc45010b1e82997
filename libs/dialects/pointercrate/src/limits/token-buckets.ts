import { LRUCache } from 'lru-cache';
import type { Instant } from '#records';
import type { Limit } from './limits.js';

/** Keys remembered per limit. Whoever can use more addresses than this can make the oldest be forgotten early. */
const mostKeys = 10_000;

/** Token buckets of one limit, one per key: capacity n, one token back every (period ÷ n). */
export class TokenBuckets {
  /** When each bucket will be full again: that instant alone tells how many tokens are in it now. */
  private readonly fullAt = new LRUCache<string, Instant>({ max: mostKeys });
  private readonly intervalMs: number;
  private readonly periodMs: number;

  constructor([count, seconds]: Limit) {
    this.periodMs = seconds * 1000;
    this.intervalMs = this.periodMs / count;
  }

  /** Takes a token if there is one. @returns milliseconds until the next one where there is none, else 0 */
  take(key: string, now: Instant): number {
    const fullAt = Math.max(this.fullAt.get(key) ?? now, now) + this.intervalMs;
    const excess = fullAt - now - this.periodMs;
    // Intervals need not be whole milliseconds, and sums of them must not refuse a full bucket's last token.
    if (excess > 0.001) return Math.ceil(excess);
    this.fullAt.set(key, fullAt);
    return 0;
  }
}
