import { setTimeout as sleep } from 'node:timers/promises';

/** Waits about `base`·2^attempt milliseconds, at most `most`, jittered so that two losers do not meet again. */
export function backoff(attempt: number, base: number, most: number): Promise<void> {
  return sleep(Math.min(most, base * 2 ** attempt) * (0.5 + Math.random() / 2));
}
