import { backoff } from '../engines/backoff.js';
import { mayRetry } from '../engines/engine-errors.js';

/** How often a transaction runs before its callers are told that the storage is not available. */
const attempts = 6;

/** Runs a transaction again as long as it fails by a conflict or a lost connection, before anything was committed. */
export async function withRetries<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!mayRetry(error) || attempt === attempts) throw error;
      await backoff(attempt, 5, 250);
    }
  }
}
