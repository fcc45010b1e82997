import { describe, expect, it } from 'vitest';
import type { RecordRow } from '../mapping/tables.js';
import type { AuditEvent, OldValues } from './demonlist-fixture.js';
import { inOrderOfIds, replayAudit } from './replay-audit.js';

const unchanged: OldValues = { progress: null, video: null, status: null, player: null, demon: null };

function event(entry_id: number, record: number, old?: Partial<OldValues>): AuditEvent {
  const base = { entry_id, record, user: 3, time: '2023-01-01T12:30:00' };
  return old === undefined ? { ...base, type: 'Addition' } : { ...base, type: 'Modification', old: { ...unchanged, ...old } };
}

const now: RecordRow = {
  progress: 100,
  video: 'https://vimeo.com/2',
  status: 'approved',
  player: 5,
  demon: 1,
  submitter: 1,
  raw_footage: null,
  status_was_modified: true,
};

describe('replayAudit', () => {
  it('walks a record back from what it is now', () => {
    const events = [
      event(1, 2),
      event(2, 2, { video: 'https://vimeo.com/1', player: { id: 4 } }),
      event(3, 2, { status: 'submitted' }),
      event(4, 2, { progress: 80 }),
    ];
    const states = replayAudit(new Map([[2, now]]), events).map(({ row }) => row);
    const third = { ...now, progress: 80 };
    const second = { ...third, status: 'submitted', status_was_modified: false };
    expect(states).toEqual([{ ...second, video: 'https://vimeo.com/1', player: 4 }, second, third, now]);
  });

  it('keeps the order of the events across records', () => {
    const other = { ...now, player: 6, status_was_modified: false };
    const events = [event(1, 2), event(2, 3), event(3, 2, { status: 'rejected' })];
    const states = replayAudit(
      new Map([
        [2, now],
        [3, other],
      ]),
      events,
    );
    expect(states.map(({ event: { entry_id }, row: { player } }) => [entry_id, player])).toEqual([
      [1, 5],
      [2, 6],
      [3, 5],
    ]);
  });

  it('refuses events about a record that is not given', () => {
    expect(() => replayAudit(new Map(), [event(1, 9)])).toThrow('record 9');
  });

  it('refuses a record without an addition', () => {
    expect(() => replayAudit(new Map([[2, now]]), [])).toThrow('Record 2');
  });
});

describe('inOrderOfIds', () => {
  it('brings additions of lower ids before those of higher ones, and leaves all else where it is', () => {
    const events = [
      event(1, 3),
      event(2, 1),
      event(3, 3, { progress: 1 }),
      event(4, 4),
      event(5, 2),
      event(6, 1, { progress: 2 }),
    ];
    expect(inOrderOfIds(events).map(({ entry_id }) => entry_id)).toEqual([2, 5, 1, 3, 4, 6]);
    const ordered = [event(1, 1), event(2, 1, { progress: 1 }), event(3, 2)];
    expect(inOrderOfIds(ordered)).toEqual(ordered);
  });
});
