import type { Instant } from '../domain/identifiers.js';

/** A bucket holds `count` tokens; one comes back every (`periodMs` ÷ `count`). */
export interface BucketSize {
  readonly count: number;
  readonly periodMs: number;
}

/** Token buckets, one for each limit and key. A bucket that is full again may be forgotten. */
export interface RateLimitStore {
  /**
   * Takes a token if there is one. Never to be called within a read or a write of another port: it may be a write of its own.
   * @param limit whose bucket; names begin with that of the dialect
   * @param key what the limit counts by, e.g. an IP address
   * @returns milliseconds until the next token where there is none, else 0
   */
  take(limit: string, key: string, size: BucketSize, now: Instant): Promise<number>;
}
