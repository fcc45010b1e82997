import type { BucketSize, Instant } from '#records';

/**
 * The instant at which a bucket will be full again tells how many tokens are in it now, so that alone is kept. Intervals need
 * not be whole milliseconds, and sums of them must not refuse a full bucket's last token.
 */
const tolerance = 0.001;

export function intervalOf({ count, periodMs }: BucketSize): number {
  return periodMs / count;
}

/** A bucket that will be full at this instant has just one token now; one that will be so later has none. */
export function lastTokenAt(size: BucketSize, now: Instant): number {
  return now + size.periodMs - intervalOf(size) + tolerance;
}

/** Milliseconds until there is a token; at least 1, to be asked of buckets that have none. */
export function waitFor(fullAt: number, size: BucketSize, now: Instant): number {
  return Math.max(1, Math.ceil(fullAt + intervalOf(size) - now - size.periodMs));
}
