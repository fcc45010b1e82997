import { Injectable } from '@nestjs/common';
import type { LimitName } from './limits.js';
import { RateLimits } from './rate-limits.js';

/** What a rule says when a token of a rate limit is due. */
export interface Tokens {
  /** Goes on if the token was taken already. */
  require(limit: LimitName, key: string): void;
}

/** Leads out of a write, which so writes nothing, to where the token can be taken. */
class TokenDue extends Error {
  constructor(
    readonly limit: LimitName,
    readonly key: string,
  ) {
    super(`A token of ${limit} is due`);
  }
}

/**
 * Writes of which a rate limit lets only some go on. Whether a token is due is found out within the write, but the token
 * may have to be taken in the same database, and stays taken when the write fails. So it is taken between two runs.
 */
@Injectable()
export class LimitedWrites {
  constructor(private readonly limits: RateLimits) {}

  /**
   * @param write may run several times
   * @throws PointercrateError 42900, and what `write` throws
   */
  async run<T>(write: (tokens: Tokens) => Promise<T>): Promise<T> {
    const taken = new Set<LimitName>();
    const tokens: Tokens = {
      require: (limit, key) => {
        if (!taken.has(limit)) throw new TokenDue(limit, key);
      },
    };
    for (;;) {
      try {
        return await write(tokens);
      } catch (error) {
        if (!(error instanceof TokenDue)) throw error;
        await this.limits.take(error.limit, error.key);
        taken.add(error.limit);
      }
    }
  }
}
