import type { Instant } from '#records';
import { isOfDatatype } from './datatypes.js';

/**
 * The instant that a value of the datatype `timestamp` names. A leap second has none: it would come back as the second
 * after it, under another leaf hash.
 */
export function readTimestamp(text: string): Instant | undefined {
  const instant = isOfDatatype('timestamp', text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

/** Registers keep time to the second (contract §1.3): a finer instant would come back from an export as another one. */
export function wholeSecond(instant: Instant): Instant {
  return Math.floor(instant / 1000) * 1000;
}
