import { describe, expect, it } from 'vitest';
import type { Entry } from '#records';
import { auditTime, namedId, serializeAudit } from './audit-document.js';
import { eventsOf, type RowState } from './trail.js';

interface Row {
  readonly name: string;
  readonly video: string | null;
  readonly creators: readonly number[] | null;
}

const first: Row = { name: 'Kiln', video: null, creators: [2, 4] };

function state(number: number, row: Row, { by = '3', ended = false } = {}): RowState<Row> {
  const entry = { key: '7', number, recordedAt: Date.UTC(2023, 0, 1, 12, 30, 0, number), recordedBy: by } as Entry;
  return { entry, row, ended };
}

const kindsOf = (states: readonly RowState<Row>[]) => eventsOf(states).map(({ kind, old }) => [kind, old]);

describe('eventsOf', () => {
  it('tells what each entry changed, by its old values', () => {
    const second = { ...first, name: 'Oven', video: 'https://vimeo.com/1' };
    const third = { ...second, creators: [2] };
    expect(kindsOf([state(1, first), state(2, second), state(5, third), state(9, { ...third })])).toEqual([
      ['Addition', {}],
      ['Modification', { name: 'Kiln', video: null }],
      ['Modification', { creators: [2, 4] }],
      ['Modification', {}],
    ]);
  });

  it('tells of a deletion as a modification that takes everything, then the deletion', () => {
    const states = [state(1, first), state(2, first, { ended: true }), state(3, first)];
    expect(kindsOf(states)).toEqual([
      ['Addition', {}],
      ['Modification', first],
      ['Deletion', {}],
      ['Addition', {}],
    ]);
  });

  it('has nothing to tell of what never was', () => {
    expect(eventsOf([])).toEqual([]);
  });
});

describe('serializeAudit', () => {
  it('has the members of contract §1.9', () => {
    const events = eventsOf([
      state(1, first, { by: '0' }),
      state(2, { ...first, name: 'Oven' }, { by: '3' }),
      state(3, first, { by: '9' }),
    ]);
    const modification = ({ name, video }: Partial<Row>) => ({ name: name ?? null, video: video ?? null });
    expect(serializeAudit(events, { users: new Map([['3', 'list_helper']]), modification })).toEqual([
      { time: '2023-01-01T12:30:00.001', entry_id: 1, id: 7, user: { id: 0, name: null }, type: 'Addition' },
      {
        time: '2023-01-01T12:30:00.002',
        entry_id: 2,
        id: 7,
        user: { id: 3, name: 'list_helper' },
        type: { Modification: { name: 'Kiln', video: null } },
      },
      {
        time: '2023-01-01T12:30:00.003',
        entry_id: 3,
        id: 7,
        user: { id: 9, name: null },
        type: { Modification: { name: 'Oven', video: null } },
      },
    ]);
  });

  it('writes times without zone, and a fraction only where there is one', () => {
    expect(auditTime(Date.UTC(2023, 0, 1, 12, 30))).toBe('2023-01-01T12:30:00');
    expect(auditTime(Date.UTC(2023, 0, 1, 12, 30, 0, 50))).toBe('2023-01-01T12:30:00.050');
  });

  it('names what has an id', () => {
    const names = new Map([[5, 'AeonAir']]);
    expect([5, 6, null, undefined].map((id) => namedId(id, names))).toEqual([
      { id: 5, name: 'AeonAir' },
      { id: 6, name: null },
      null,
      null,
    ]);
  });
});
