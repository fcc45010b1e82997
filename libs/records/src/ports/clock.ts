import type { Instant } from '../domain/identifiers.js';

export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };
