import type { Instant } from '#records';

/** The last one written: neighbouring entries often share it. */
let last = { instant: 0, text: '1970-01-01T00:00:00Z' };

/** `2016-04-05T13:23:05Z`: to the second, as registers write it (contract §1.3). */
export function serializeTimestamp(instant: Instant): string {
  if (last.instant !== instant) last = { instant, text: `${new Date(instant).toISOString().slice(0, 19)}Z` };
  return last.text;
}
