import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BucketSize, Instant, RateLimitStore } from '#records';
import type { Storage } from '#storage';
import type { TestDatabase } from './test-database.js';

const minute = 60_000;
/** Three tokens, one back every 600 s. */
const logins: BucketSize = { count: 3, periodMs: 30 * minute };

/** Rows of the shared buckets as the database itself knows them. */
export type CountBuckets = (url: string) => Promise<number>;

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** What any store of buckets must do. Every test has a limit of its own. */
export function describeTokenBuckets(store: () => RateLimitStore): void {
  describe('token buckets', () => {
    const bucket = (size = logins) => {
      const limit = randomUUID();
      return (now: Instant, key = 'a') => store().take(limit, key, size, now);
    };
    const inTurn = async (take: (now: Instant) => Promise<number>, count: number, now: Instant) => {
      const waits: number[] = [];
      for (let at = 0; at < count; at += 1) waits.push(await take(now));
      return waits;
    };

    it('give as many tokens as they hold, then say how long the next one takes', async () => {
      const take = bucket();
      expect(await inTurn(take, 4, 0)).toEqual([0, 0, 0, 10 * minute]);
      expect(await take(4 * minute)).toBe(6 * minute);
    });

    it('get one token back after each interval, and no more than they hold', async () => {
      const take = bucket();
      await inTurn(take, 3, 0);
      expect(await take(10 * minute)).toBe(0);
      expect(await take(10 * minute)).toBe(10 * minute);
      expect(await inTurn(take, 4, 1000 * minute)).toEqual([0, 0, 0, 10 * minute]);
    });

    it('lose nothing by a refusal', async () => {
      const take = bucket();
      await inTurn(take, 20, 0);
      expect(await take(10 * minute)).toBe(0);
    });

    it('are one for each key and limit', async () => {
      const [take, other] = [bucket(), bucket()];
      await inTurn(take, 4, 0);
      expect([await take(0, 'b'), await other(0)]).toEqual([0, 0]);
    });

    it('give all their tokens also where the interval is no whole number of milliseconds', async () => {
      const take = bucket({ count: 7, periodMs: 100 });
      expect(await inTurn(take, 8, 1.7e12)).toEqual([0, 0, 0, 0, 0, 0, 0, 15]);
    });

    it('give no token twice when many ask at once', async () => {
      const take = bucket();
      const waits = await Promise.all(times(20).map(() => take(0)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    });

    it('never give more than they hold and what came back since', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 30 }), async (pauses) => {
          const take = bucket({ count: 3, periodMs: 6_000 });
          let now = 0;
          let given = 0;
          for (const pause of pauses) {
            now += pause;
            if ((await take(now)) === 0) given += 1;
            expect(given).toBeLessThanOrEqual(3 + now / 2000);
          }
        }),
        { numRuns: 20 },
      );
    });
  });
}

/** What a store that several processes share must do besides. */
export function describeSharedLimits(storage: () => Storage, database: () => TestDatabase, countBuckets: CountBuckets): void {
  describeTokenBuckets(() => storage().rateLimits);

  describe('shared limits', () => {
    it('give each token to one process only', async () => {
      const other = await database().open();
      try {
        const limit = randomUUID();
        const waits = await Promise.all(
          times(20).map((at) => (at % 2 === 0 ? storage() : other).rateLimits.take(limit, 'a', logins, 5 * minute)),
        );
        expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
        expect(waits.filter((wait) => wait !== 0)).toEqual(times(17).map(() => 10 * minute));
      } finally {
        await other.close();
      }
    });

    it('forget buckets that are full again', async () => {
      const limit = randomUUID();
      // Later than any other test here.
      const late = 2e12;
      for (const key of times(20)) await storage().rateLimits.take(limit, String(key), logins, late);
      expect(await countBuckets(database().url)).toBeGreaterThanOrEqual(20);
      await storage().rateLimits.take(limit, 'later', logins, late + 11 * minute);
      expect(await countBuckets(database().url)).toBe(1);
    });
  });
}
