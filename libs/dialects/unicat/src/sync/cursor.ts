import type { LogPosition } from '#records';

/** A cursor says "seen up to here" and must not be 0, so the cursor of an empty log is 1 (contract §3.4). */
export function cursorOf(position: LogPosition): number {
  return position + 1;
}

export function positionOf(cursor: number): LogPosition {
  return Math.max(0, cursor - 1);
}

/** How far a client has come in the stream of a project. */
export interface ProjectPoint {
  /** Of the last entry that it was told of. */
  readonly position: LogPosition;
  /** How far it has come in what the entry after it changes elsewhere (docs/adr/0036). */
  readonly ordinal: number;
}

/** Cursors between those of two entries that follow each other. Numbers stay exact in JSON up to position 2^28. */
const room = 2 ** 25;

/** Cursors of a project ascend with the entries, and between two of them with what the later one changes elsewhere. */
export function projectCursorOf({ position, ordinal }: ProjectPoint): number {
  return position * room + ordinal + 1;
}

export function projectPointOf(cursor: number): ProjectPoint {
  const seen = Math.max(0, cursor - 1);
  return { position: Math.floor(seen / room), ordinal: seen % room };
}
