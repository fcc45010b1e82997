import type { LogPosition } from '#records';

/** A cursor says "seen up to here" and must not be 0, so the cursor of an empty log is 1 (contract §3.4). */
export function cursorOf(position: LogPosition): number {
  return position + 1;
}

export function positionOf(cursor: number): LogPosition {
  return Math.max(0, cursor - 1);
}
