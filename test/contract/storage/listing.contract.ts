import { beforeAll, describe, expect, it } from 'vitest';
import type { Condition, RecordQuery, RecordReader, SpaceId } from '#records';
import type { Storage } from '#storage';
import { append, draft, newSpace, sha256 } from './test-database.js';

const prefix = 'p'.repeat(300);

export function describeListing(storage: () => Storage): void {
  describe('listRecords', () => {
    let space: SpaceId;
    const reader = (): RecordReader => storage().store.latest(space);
    const list = async (query: Partial<RecordQuery>): Promise<string[]> =>
      (await reader().listRecords('demon', { limit: 100, ...query })).items.map(({ key }) => key);
    const where = (...conditions: readonly Condition[]): Promise<string[]> => list({ where: conditions });
    const demon = (key: string, fields: Parameters<typeof draft>[1]) => draft(key, fields, { collection: 'demon' });

    beforeAll(async () => {
      space = await newSpace(storage());
      await append(
        storage(),
        space,
        demon('e', { position: '5', status: 'approved', tags: ['red', 'blue'], progress: '99.5' }),
        demon('d', { position: '40', status: 'approved', tags: ['red', 'red'], progress: '-3' }),
        demon('c', { position: '300', status: 'rejected', tags: 'blue', progress: '1e5' }),
        demon('b', { position: '2', status: 'approved', name: 'caf\u00e9', progress: '050' }),
        demon('a', { position: 'none', status: 'approved', name: `${prefix}1`, scores: ['10', '20', 'x'] }),
        demon('gone', { position: '1', status: 'approved', name: 'before' }),
      );
      await append(storage(), space, demon('gone', { status: 'withdrawn', name: `${prefix}2` }));
    });

    it('lists in order of first appearance, and backwards', async () => {
      expect(await list({})).toEqual(['e', 'd', 'c', 'b', 'a', 'gone']);
      expect(await list({ descending: true })).toEqual(['gone', 'a', 'b', 'c', 'd', 'e']);
      expect((await reader().listRecords('nothing', { limit: 10 })).items).toEqual([]);
    });

    it('leaves out records that have ended, and counts without them', async () => {
      const own = await newSpace(storage());
      const write = (key: string, fields: Parameters<typeof draft>[1]) => append(storage(), own, demon(key, fields));
      for (const key of ['a', 'b', 'c', 'd']) await write(key, { status: key === 'd' ? 'new' : 'old', list: ['1', '2'] });
      await write('b', { status: 'old', list: ['1', '2'], 'end-date': '2026-01-01T00:00:00Z' });
      const store = storage().store.latest(own);
      const keys = async (query: Partial<RecordQuery>) =>
        (await store.listRecords('demon', { limit: 10, ...query })).items.map(({ key }) => key);
      const old: Condition = { attribute: 'status', equals: 'old' };
      expect(await keys({})).toEqual(['a', 'b', 'c', 'd']);
      expect(await keys({ live: true })).toEqual(['a', 'c', 'd']);
      expect(await keys({ live: true, where: [old] })).toEqual(['a', 'c']);
      expect(await keys({ live: true, where: [{ attribute: 'list', among: [1, 2] }], descending: true, limit: 2 })).toEqual([
        'd',
        'c',
      ]);
      expect(await keys({ live: true, orderBy: { attribute: 'list' }, limit: 3 })).toEqual(['a', 'c', 'd']);
      expect(await store.countRecords('demon', { where: [old] })).toBe(3);
      expect(await store.countRecords('demon', { where: [old], live: true })).toBe(2);
      expect(await store.countRecords('demon', { where: [{ attribute: 'list', among: [1, 2] }], live: true })).toBe(3);
      expect(await store.countRecords('nothing', { live: true })).toBe(0);
      await write('b', { status: 'old', list: ['1', '2'] });
      expect(await keys({ live: true })).toEqual(['a', 'b', 'c', 'd']);
    });

    it('finds the numbers of a list, be it short or long, first or behind another condition', async () => {
      const approved: Condition = { attribute: 'status', equals: 'approved' };
      const short = [300, 5, 40, 7.5];
      const long = [...short, ...Array.from({ length: 150 }, (_, at) => at + 1000)];
      const middling = long.slice(0, 30);
      for (const among of [short, middling, long]) {
        const listed: Condition = { attribute: 'position', among };
        expect(await where(listed)).toEqual(['e', 'd', 'c']);
        expect(await where(listed, approved)).toEqual(['e', 'd']);
        expect(await where(approved, listed)).toEqual(['e', 'd']);
        expect(await list({ where: [listed], after: 1, limit: 1 })).toEqual(['d']);
        expect(await list({ where: [listed], before: 3, descending: true })).toEqual(['d', 'e']);
        expect(await list({ where: [listed], orderBy: { attribute: 'position' } })).toEqual(['e', 'd', 'c']);
        expect(await reader().countRecords('demon', { where: [listed, approved] })).toBe(2);
      }
      expect(await where({ attribute: 'scores', among: [20, 10] })).toEqual(['a']);
      expect(await where({ attribute: 'position', among: [] })).toEqual([]);
      expect(await reader().listRecords('demon', { where: [{ attribute: 'position', among: [5, 40] }], limit: 1 })).toMatchObject(
        {
          more: true,
        },
      );
    });

    it('merges the matches of a list of numbers in order, however unevenly they lie', async () => {
      const own = await newSpace(storage());
      // Long stretches of one number, single ones of others, and some records with two of them.
      const valuesAt = (at: number): string[] => {
        if (at % 37 === 0) return [String(2 + (at % 5)), '1'];
        return [String(at % 100 < 60 ? 1 : 2 + (at % 40))];
      };
      const records = Array.from({ length: 400 }, (_, at) => ({ key: `k${at}`, values: valuesAt(at) }));
      await append(
        storage(),
        own,
        ...records.map(({ key, values }) => demon(key, { value: values, parity: values.length === 1 ? 'odd' : 'even' })),
      );
      const reader = storage().store.latest(own);
      for (const among of [
        [1, 2],
        [2, 3, 4, 5, 6, 7],
        Array.from({ length: 30 }, (_, at) => at + 2),
        Array.from({ length: 90 }, (_, at) => at),
      ]) {
        for (const [limit, after, before, descending] of [
          [5, undefined, undefined, false],
          [20, undefined, undefined, true],
          [60, 100, undefined, false],
          [60, undefined, 300, true],
          [399, 10, 390, false],
        ] as const) {
          const bounds = { ...(after === undefined ? {} : { after }), ...(before === undefined ? {} : { before }) };
          const matches = records
            .map(({ key, values }, at) => ({ key, values, ordinal: at + 1 }))
            .filter(({ values }) => values.some((value) => among.includes(Number(value))))
            .filter(({ ordinal }) => ordinal > (after ?? 0) && ordinal < (before ?? 1000));
          if (descending) matches.reverse();
          const listed: Condition = { attribute: 'value', among };
          // Records with two values are few and far between.
          for (const skip of [0, 7]) {
            for (const two of [false, true]) {
              const where = two ? [listed, { attribute: 'parity', equals: 'even' }] : [listed];
              const page = await reader.listRecords('demon', { where, limit, descending, skip, ...bounds });
              const rest = matches.filter(({ values }) => !two || values.length === 2).slice(skip);
              const expected = { keys: rest.slice(0, limit).map(({ key }) => key), more: rest.length > limit };
              expect({ keys: page.items.map(({ key }) => key), more: page.more }).toEqual(expected);
            }
          }
        }
      }
    });

    it('holds to several lists at once, whichever of them leads', async () => {
      const own = await newSpace(storage());
      const records = Array.from({ length: 300 }, (_, at) => ({ key: `k${at}`, one: at % 200, other: at % 7 }));
      await append(
        storage(),
        own,
        ...records.map(({ key, one, other }) =>
          demon(key, { one: String(one), other: String(other), status: one % 2 === 0 ? 'even' : 'odd' }),
        ),
      );
      const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
      const pairs: readonly (readonly [readonly number[], readonly number[]])[] = [
        [upTo(150), [1, 2, 3]],
        [upTo(20), upTo(120)],
        [upTo(60), [1]],
        [upTo(150), upTo(130)],
      ];
      for (const [ones, others] of pairs) {
        const lists: Condition[] = [
          { attribute: 'one', among: ones },
          { attribute: 'other', among: others },
        ];
        const even: Condition = { attribute: 'status', equals: 'even' };
        const fits = records.filter(({ one, other }) => ones.includes(one) && others.includes(other));
        const reader = storage().store.latest(own);
        const keys = async (where: readonly Condition[]) =>
          (await reader.listRecords('demon', { where, live: true, limit: 1000 })).items.map(({ key }) => key);
        expect(await keys(lists)).toEqual(fits.map(({ key }) => key));
        expect(await keys([...lists, even])).toEqual(fits.filter(({ one }) => one % 2 === 0).map(({ key }) => key));
        expect(await keys([even, ...lists])).toEqual(fits.filter(({ one }) => one % 2 === 0).map(({ key }) => key));
        expect(await reader.countRecords('demon', { where: lists })).toBe(fits.length);
      }
    });

    it('tells whether there is more', async () => {
      expect(await reader().listRecords('demon', { limit: 6 })).toMatchObject({ more: false });
      expect(await reader().listRecords('demon', { limit: 5 })).toMatchObject({ more: true });
      expect(await reader().listRecords('demon', { limit: 5, after: 1 })).toMatchObject({ more: false });
      expect(await reader().listRecords('demon', { limit: 0 })).toEqual({ items: [], more: false });
    });

    it('gives whole records', async () => {
      const [record] = (await reader().listRecords('demon', { descending: true, limit: 1 })).items;
      expect(record).toEqual((await reader().findRecord('demon', { key: 'gone' }))?.record);
    });

    it('begins beyond and ends before a value of the order, both exclusive, in either direction', async () => {
      expect(await list({ after: 2 })).toEqual(['c', 'b', 'a', 'gone']);
      expect(await list({ before: 3 })).toEqual(['e', 'd']);
      expect(await list({ after: 1, before: 4 })).toEqual(['d', 'c']);
      expect(await list({ after: 1, before: 4, descending: true })).toEqual(['c', 'd']);
      expect(await list({ before: 4, descending: true, limit: 2 })).toEqual(['c', 'd']);
      expect(await list({ after: 1e30 })).toEqual([]);
      expect(await list({ before: 1e30, after: -1e30, limit: 2 })).toEqual(['e', 'd']);
      expect(await list({ after: 1.5, before: 2.5 })).toEqual(['d']);
    });

    it('orders by rank as it does by ordinal, with ranks for cursors', async () => {
      expect(await list({ orderBy: 'rank', after: 3 })).toEqual(['b', 'a', 'gone']);
      expect(await list({ orderBy: 'rank', descending: true, before: 3 })).toEqual(['d', 'e']);
      const approved: Condition = { attribute: 'status', equals: 'approved' };
      expect(await list({ orderBy: 'rank', where: [approved], after: 1 })).toEqual(['d', 'b', 'a']);
    });

    it('orders by the numbers of an attribute and leaves out records without one', async () => {
      const orderBy = { attribute: 'position' };
      expect(await list({ orderBy })).toEqual(['b', 'e', 'd', 'c']);
      expect(await list({ orderBy, descending: true })).toEqual(['c', 'd', 'e', 'b']);
      expect(await list({ orderBy, after: 2, before: 300 })).toEqual(['e', 'd']);
      expect(await list({ orderBy, descending: true, before: 40 })).toEqual(['e', 'b']);
      expect(await list({ orderBy, where: [{ attribute: 'position', above: 4 }], limit: 1 })).toEqual(['e']);
      expect(await list({ orderBy, where: [{ attribute: 'status', equals: 'approved' }] })).toEqual(['b', 'e', 'd']);
    });

    it('matches texts exactly, in NFC and however long they are', async () => {
      expect(await where({ attribute: 'status', equals: 'rejected' })).toEqual(['c']);
      expect(await where({ attribute: 'status', equals: 'Rejected' })).toEqual([]);
      expect(await where({ attribute: 'name', equals: 'cafe\u0301' })).toEqual(['b']);
      expect(await where({ attribute: 'name', equals: `${prefix}1` })).toEqual(['a']);
      expect(await where({ attribute: 'name', equals: `${prefix}2` })).toEqual(['gone']);
      expect(await where({ attribute: 'name', equals: prefix })).toEqual([]);
      expect(await where({ attribute: 'name', equals: '\u0000' })).toEqual([]);
      expect(await where({ attribute: 'nothing', equals: 'x' })).toEqual([]);
    });

    it('matches a list if one element does, once', async () => {
      expect(await where({ attribute: 'tags', equals: 'red' })).toEqual(['e', 'd']);
      expect(await where({ attribute: 'tags', equals: 'blue' })).toEqual(['e', 'c']);
      expect(await where({ attribute: 'scores', above: 5 })).toEqual(['a']);
      expect(await where({ attribute: 'scores', above: 15 }, { attribute: 'scores', below: 11 })).toEqual(['a']);
    });

    it('compares numbers as numbers, and only decimal ones', async () => {
      expect(await where({ attribute: 'position', above: 5 })).toEqual(['d', 'c']);
      expect(await where({ attribute: 'position', below: 40 })).toEqual(['e', 'b']);
      expect(await where({ attribute: 'progress', above: -4 })).toEqual(['e', 'd']);
      expect(await where({ attribute: 'progress', below: 99.6 }, { attribute: 'progress', above: 99.4 })).toEqual(['e']);
    });

    it('demands all conditions', async () => {
      const approved: Condition = { attribute: 'status', equals: 'approved' };
      const red: Condition = { attribute: 'tags', equals: 'red' };
      expect(await where(approved, red)).toEqual(['e', 'd']);
      expect(await where(approved, red, { attribute: 'tags', equals: 'blue' })).toEqual(['e']);
      expect(await where({ attribute: 'position', below: 10 }, approved, red)).toEqual(['e']);
      expect(await where(approved, { attribute: 'status', equals: 'rejected' })).toEqual([]);
      expect(await where(approved, approved)).toEqual(['e', 'd', 'b', 'a']);
    });

    it('looks at the latest fields only', async () => {
      expect(await where({ attribute: 'name', equals: 'before' })).toEqual([]);
      expect(await where({ attribute: 'position', equals: '1' })).toEqual([]);
      expect(await where({ attribute: 'status', equals: 'withdrawn' })).toEqual(['gone']);
    });

    it('skips matches', async () => {
      const approved: Condition = { attribute: 'status', equals: 'approved' };
      expect(await list({ where: [approved], skip: 1, limit: 2 })).toEqual(['d', 'b']);
      expect(await list({ skip: 4 })).toEqual(['a', 'gone']);
      expect(await list({ skip: 1, descending: true, orderBy: { attribute: 'position' } })).toEqual(['d', 'e', 'b']);
      expect(await list({ skip: 100 })).toEqual([]);
    });

    it('pages through equal numbers without losing any of the order', async () => {
      await append(storage(), space, ...['x', 'y', 'z'].map((key) => draft(key, { n: '1', key }, { collection: 'ties' })));
      const query: RecordQuery = { orderBy: { attribute: 'n' }, limit: 10 };
      expect((await reader().listRecords('ties', query)).items.map(({ key }) => key)).toEqual(['x', 'y', 'z']);
      expect((await reader().listRecords('ties', { ...query, descending: true })).items.map(({ key }) => key)).toEqual([
        'z',
        'y',
        'x',
      ]);
    });

    it('tells a long value from a short one that imitates its place in the index', async () => {
      const imitation = `${prefix.slice(0, 120)}…${sha256(`${prefix}1`)}`;
      await append(
        storage(),
        space,
        draft('imitation', { name: imitation }, { collection: 'other' }),
        draft('real', { name: `${prefix}1` }, { collection: 'other' }),
      );
      const found = await reader().listRecords('other', { where: [{ attribute: 'name', equals: imitation }], limit: 5 });
      expect(found.items.map(({ key }) => key)).toEqual(['imitation']);
    });
  });
}
