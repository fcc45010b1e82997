import type { BucketSize, Instant, RateLimitStore } from '#records';
import { intervalOf, lastTokenAt, waitFor } from './buckets.js';
import { reporting } from './engines/engine-errors.js';
import type { SqlEngine, SqlSession } from './engines/sql-engine.js';
import { statement } from './engines/statement.js';
import { gatewaySpace } from './gateway-lock.js';
import { withRetries } from './writing/with-retries.js';

/** One statement decides and takes, so that no two processes take the same token. A refusal changes nothing. */
const take = statement(
  `INSERT INTO rate_limit (space, name, bucket, full_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (space, name, bucket) DO UPDATE
   SET full_at = CASE WHEN rate_limit.full_at > $5 THEN rate_limit.full_at + $6 ELSE excluded.full_at END
   WHERE rate_limit.full_at <= $7
   RETURNING full_at`,
);
const look = statement('SELECT full_at FROM rate_limit WHERE space = $1 AND name = $2 AND bucket = $3');
const forget = statement('DELETE FROM rate_limit WHERE space = $1 AND full_at <= $2');

/** How often a process throws away the buckets that are full again, in milliseconds. */
const tidyEvery = 60_000;

/** Buckets of all processes on the database, whose clocks should agree. */
export class TypeOrmRateLimitStore implements RateLimitStore {
  private tidiedAt = 0;

  constructor(private readonly engine: SqlEngine) {}

  async take(limit: string, key: string, size: BucketSize, now: Instant): Promise<number> {
    await this.tidy(now);
    return this.transaction(async (session) => {
      const bucket = [gatewaySpace, limit, key];
      const interval = intervalOf(size);
      const taken = await session.all(take, [...bucket, now + interval, now, interval, lastTokenAt(size, now)]);
      if (taken.length > 0) return 0;
      const [found] = await session.all<{ full_at: number }>(look, bucket);
      return waitFor(found?.full_at ?? now, size, now);
    });
  }

  private async tidy(now: Instant): Promise<void> {
    if (Math.abs(now - this.tidiedAt) < tidyEvery) return;
    this.tidiedAt = now;
    await this.transaction((session) => session.run(forget, [gatewaySpace, now]));
  }

  private transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return reporting(() => withRetries(() => this.engine.transaction(work)));
  }
}
