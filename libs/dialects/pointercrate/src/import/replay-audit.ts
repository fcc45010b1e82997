import { type Instant, InvalidRecord } from '#records';
import type { RecordRow } from '../mapping/tables.js';
import type { AuditEvent, OldValues } from './demonlist-fixture.js';

/** An audit entry with what the record was right after it. */
export interface RecordState {
  readonly event: AuditEvent;
  readonly row: RecordRow;
}

export function instantOf({ time }: Pick<AuditEvent, 'time'>): Instant {
  return Date.parse(`${time}Z`);
}

/**
 * What each record was after each event, in the order of the events. The log of audits holds old values only, so every
 * record is walked back from what it is now.
 * @param events in the order of their ids
 * @throws InvalidRecord where events and records do not belong together
 */
export function replayAudit(records: ReadonlyMap<number, RecordRow>, events: readonly AuditEvent[]): RecordState[] {
  const current = new Map(records);
  const statusChanges = countStatusChanges(events);
  const states = events.toReversed().map((event) => {
    const row = current.get(event.record);
    if (row === undefined)
      throw new InvalidRecord(`Audit entry ${event.entry_id} is about record ${event.record}, which is not given`);
    if (event.old !== undefined) {
      const changes = (statusChanges.get(event.record) ?? 0) - (event.old.status === null ? 0 : 1);
      statusChanges.set(event.record, changes);
      current.set(event.record, { ...rowBefore(row, event.old), status_was_modified: changes > 0 });
    } else current.delete(event.record);
    return { event, row };
  });
  const [unborn] = current.keys();
  if (unborn !== undefined) throw new InvalidRecord(`Record ${unborn} has no addition in the audit`);
  return states.toReversed();
}

/**
 * The events with additions in the order of their records' ids: where a higher id comes first, the additions of lower ones
 * go before it.
 */
export function inOrderOfIds(events: readonly AuditEvent[]): AuditEvent[] {
  const additions = events.filter(({ type }) => type === 'Addition').sort((a, b) => a.record - b.record);
  let added = 0;
  return events.flatMap((event) => {
    if (event.type !== 'Addition') return [event];
    const from = added;
    while (added < additions.length && (additions[added]?.record ?? 0) <= event.record) added += 1;
    return additions.slice(from, added);
  });
}

function countStatusChanges(events: readonly AuditEvent[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { record, old } of events) {
    if (old !== undefined && old.status !== null) counts.set(record, (counts.get(record) ?? 0) + 1);
  }
  return counts;
}

function rowBefore(row: RecordRow, { progress, video, status, player, demon }: OldValues): RecordRow {
  return {
    ...row,
    progress: progress ?? row.progress,
    video: video ?? row.video,
    status: status ?? row.status,
    player: player?.id ?? row.player,
    demon: demon?.id ?? row.demon,
  };
}
