import type { Instant } from '#records';

/** `2016-04-05T13:23:05Z`: to the second, as registers write it (contract §1.3). */
export function serializeTimestamp(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
