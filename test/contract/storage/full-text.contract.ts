import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, type RecordFields, type Space, type TextCondition, type WriteTransaction } from '#records';
import type { Storage } from '#storage';
import { draft, gate, space, type TestDatabase } from './test-database.js';
import { PageTexts, pageIndex, pages, settings } from './text-extractor.js';

const word = (text: string): TextCondition => ({ word: text });

export function describeFullText(open: () => Promise<TestDatabase>): void {
  describe('full text', () => {
    let database: TestDatabase;
    let storage: Storage;
    let extractor: PageTexts;
    beforeAll(async () => {
      database = await open();
      extractor = new PageTexts();
      storage = await database.open({ texts: [extractor] });
    });
    afterAll(async () => {
      await storage?.close();
      await database?.remove();
    });

    const newSpace = async (): Promise<Space> => {
      const created = space();
      await storage.spaces.create(created);
      return created;
    };
    const put = (into: Space, records: { readonly [key: string]: RecordFields }, through = storage) =>
      through.store.write(into.id, (tx) =>
        tx.appendAll(Object.entries(records).map(([key, fields]) => draft(key, fields, { collection: pages }))),
      );
    const search = async (
      of: Space,
      where: TextCondition,
      { label = 'one', raising = [], through = storage }: { label?: string; raising?: TextCondition[]; through?: Storage } = {},
    ) => (await through.texts.search(of, pageIndex, { label, where, raising })).map(({ key }) => key);

    it('finds records by words and marks, under the label that is searched', async () => {
      const of = await newSpace();
      await put(of, {
        a: { text: 'Crème brûlée', 'text.one': 'uno', marks: ['two words', 'x'] },
        b: { text: ['brulee', 'TE103-009'], 'text.two': 'uno' },
        c: { title: 'no text' },
      });
      expect(await search(of, word('brulee'))).toEqual(['a', 'b']);
      expect(await search(of, word('uno'))).toEqual(['a']);
      expect(await search(of, word('uno'), { label: 'two' })).toEqual(['b']);
      expect(await search(of, word('te103-009'))).toEqual(['b']);
      expect(await search(of, word('009'))).toEqual(['b']);
      expect(await search(of, { mark: 'two words' })).toEqual(['a']);
      expect(await search(of, { mark: 'two' })).toEqual([]);
      expect(await search(of, word('x'))).toEqual([]);
      expect(await search(of, word('no'))).toEqual([]);
    });

    it('combines conditions', async () => {
      const of = await newSpace();
      await put(of, { a: { text: 'x y' }, b: { text: 'y z' }, c: { text: 'z' }, d: { n: '1' } });
      const [x, y, z] = [word('x'), word('y'), word('z')];
      expect(await search(of, everything)).toEqual(['a', 'b', 'c', 'd']);
      expect(await search(of, { any: [] })).toEqual([]);
      expect(await search(of, { all: [x, y] })).toEqual(['a']);
      expect(await search(of, { any: [x, z] })).toEqual(['a', 'b', 'c']);
      expect(await search(of, { not: y })).toEqual(['c', 'd']);
      expect(await search(of, { all: [z, { not: y }] })).toEqual(['c']);
      expect(await search(of, { not: { not: x } })).toEqual(['a']);
      expect(await search(of, { not: { any: [x, { all: [y, { not: z }] }] } })).toEqual(['b', 'c', 'd']);
      expect(await search(of, { any: [{ not: everything }, { all: [{ any: [] }] }, { not: { any: [] } }] })).toHaveLength(4);
    });

    it('takes conditions that nest deeply, and large ones', async () => {
      const of = await newSpace();
      await put(of, { a: { text: 'x y' }, b: { text: 'y z' } });
      const [x, y, z] = [word('x'), word('y'), word('z')];
      const nest = (inner: TextCondition, around: (each: TextCondition) => TextCondition): TextCondition =>
        Array.from({ length: 39 }).reduce<TextCondition>(around, inner);
      expect(
        await search(
          of,
          nest(x, (not) => ({ not })),
        ),
      ).toEqual(['b']);
      expect(
        await search(
          of,
          nest(z, (each) => ({ any: [{ all: [y, each] }, { all: [x, z] }] })),
        ),
      ).toEqual(['b']);
      expect(
        await search(
          of,
          nest(z, (each) => ({ not: { any: [{ not: y }, { not: each }] } })),
        ),
      ).toEqual(['b']);
      const many = Array.from({ length: 600 }, (_, at) => word(`w${at}`));
      expect(await search(of, { any: [...many, x] })).toEqual(['a']);
      expect(await search(of, { all: [x, ...many.map((not) => ({ not }))] }, { raising: many.slice(0, 100) })).toEqual(['a']);
    });

    it('orders by score, then title, then key, and tells numbers', async () => {
      const of = await newSpace();
      await put(of, {
        k4: { title: 'b', text: 'x', weight: '4' },
        k1: { title: 'a', text: 'x y' },
        k3: { title: 'a', text: 'x' },
        k2: { title: 'a', text: 'x' },
        k5: { title: 'Z', text: 'x y z' },
        k6: { title: 'é', text: 'x' },
      });
      expect(await search(of, word('x'))).toEqual(['k5', 'k1', 'k2', 'k3', 'k4', 'k6']);
      const raising = [word('y'), word('z'), { all: [word('y'), word('z')] }];
      const hits = await storage.texts.search(of, pageIndex, { label: 'two', where: word('x'), raising });
      expect(hits.map(({ key, score }) => [key, score])).toEqual([
        ['k5', 3],
        ['k1', 1],
        ['k2', 0],
        ['k3', 0],
        ['k4', 0],
        ['k6', 0],
      ]);
      expect(hits[4]).toEqual({ key: 'k4', score: 0, title: 'b', numbers: { weight: 4 } });
    });

    it('follows every change: new texts, new titles and numbers alone, and records that are to be found no more', async () => {
      const of = await newSpace();
      await put(of, { a: { text: 'old', title: '1' }, b: { text: 'old', title: '2' } });
      expect(await search(of, word('old'))).toEqual(['a', 'b']);
      await put(of, { a: { text: 'old', title: '3', weight: '7' } });
      expect(await search(of, word('old'))).toEqual(['b', 'a']);
      const [, a] = await storage.texts.search(of, pageIndex, { label: 'one', where: word('old'), raising: [] });
      expect(a).toMatchObject({ title: '3', numbers: { weight: 7 } });
      await put(of, { b: { text: 'new' } });
      expect(await search(of, word('old'))).toEqual(['a']);
      expect(await search(of, word('new'))).toEqual(['b']);
      await put(of, { a: { text: 'old', gone: 'yes' } });
      expect(await search(of, { any: [word('old'), { not: word('old') }] })).toEqual(['b']);
      await put(of, { a: { text: 'old' } });
      expect(await search(of, word('old'))).toEqual(['a']);
    });

    it('reads records anew when what describes them has changed, and others not', async () => {
      const of = await newSpace();
      const many = Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [`k${at}`, { kind: at % 3 === 0 ? 'third' : 'other' }]),
      );
      await put(of, many);
      expect(await search(of, word('special'))).toEqual([]);
      const describe = (text: string) =>
        storage.store.write(of.id, (tx) => tx.append(draft('third', { text }, { collection: settings })));
      await describe('special');
      extractor.read.length = 0;
      expect(await search(of, word('special'))).toHaveLength(10);
      expect(extractor.read).toEqual([10]);
      await describe('ordinary');
      expect(await search(of, word('special'))).toEqual([]);
      expect(await search(of, word('ordinary'))).toHaveLength(10);
    });

    it('takes in more than one step holds, and nothing twice that others took in', async () => {
      const of = await newSpace();
      const other = await database.open({ texts: [new PageTexts()] });
      const all = Object.fromEntries(Array.from({ length: 1100 }, (_, at) => [`k${at}`, { text: `all n${at}` }]));
      await put(of, all);
      const found = await Promise.all([
        search(of, word('all')),
        search(of, word('n1099')),
        search(of, word('all'), { through: other }),
      ]);
      expect(found.map(({ length }) => length)).toEqual([1100, 1, 1100]);
      await put(of, { late: { text: 'late' } }, other);
      expect(await search(of, word('late'))).toEqual(['late']);
      await other.close();
    });

    it('finds what was written before the search began, while others search and write', async () => {
      const of = await newSpace();
      await Promise.all(
        Array.from({ length: 20 }, async (_, at) => {
          await put(of, { [`k${at}`]: { text: `w${at} all` } });
          expect(await search(of, word(`w${at}`))).toEqual([`k${at}`]);
        }),
      );
      expect(await search(of, word('all'))).toHaveLength(20);
    });

    it('waits for no write that is under way, unless there is something to take in', async () => {
      const of = await newSpace();
      await put(of, { a: { text: 'here' } });
      expect(await search(of, word('here'))).toEqual(['a']);
      await storage.store.write(of.id, (tx) => tx.append(draft('other', { text: 'elsewhere' })));
      const [begun, goOn] = [gate(), gate()];
      const writing = storage.store.write(of.id, async (tx) => {
        await tx.append(draft('b', { text: 'here' }, { collection: pages }));
        begun.open();
        await goOn.opened;
      });
      await begun.opened;
      expect(await search(of, word('here'))).toEqual(['a']);
      goOn.open();
      await writing;
      expect(await search(of, word('here'))).toEqual(['a', 'b']);
    });

    it('keeps spaces apart', async () => {
      const [one, two] = [await newSpace(), await newSpace()];
      await put(one, { a: { text: 'same' } });
      await put(two, { a: { text: 'same' }, b: { text: 'same' } });
      expect(await search(one, word('same'))).toEqual(['a']);
      expect(await search(two, { not: word('other') })).toEqual(['a', 'b']);
      expect(await search(await newSpace(), everything)).toEqual([]);
    });

    it('is built from the log of a database that had none', async () => {
      const of = await newSpace();
      const before = await database.open();
      await put(of, { a: { text: 'first' }, b: { text: 'old' } }, before);
      await put(of, { b: { text: 'first' } }, before);
      await before.close();
      expect(await search(of, word('first'))).toEqual(['a', 'b']);
    });

    it('costs a write nothing, and a write that fails leaves nothing', async () => {
      const of = await newSpace();
      extractor.read.length = 0;
      await put(of, { a: { text: 'x' } });
      const failing = storage.store.write(of.id, async (tx: WriteTransaction) => {
        await tx.append(draft('b', { text: 'x' }, { collection: pages }));
        throw new Error('refused');
      });
      await expect(failing).rejects.toThrow('refused');
      expect(extractor.read).toEqual([]);
      expect(await search(of, word('x'))).toEqual(['a']);
    });

    it('holds long words and many of them', async () => {
      const of = await newSpace();
      const long = 'x'.repeat(5000);
      const many = Array.from({ length: 30_000 }, (_, at) => `word${at}`).join(' ');
      await put(of, { a: { text: `${long} ${many}`, marks: ['m'] } });
      expect(await search(of, word(long))).toEqual(['a']);
      expect(await search(of, word(`${long}x`))).toEqual([]);
      expect(await search(of, word('word100'))).toEqual(['a']);
      expect(await search(of, { mark: 'm' })).toEqual(['a']);
    });

    it('takes in a long import before anybody asks, once told to follow the log', async () => {
      const of = await newSpace();
      const following = await database.open({ texts: [extractor] });
      const all = Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`k${at}`, { text: `all n${at}` }]));
      await put(of, all);
      extractor.read.length = 0;
      following.followLog();
      const total = (): number => extractor.read.reduce((sum, each) => sum + each, 0);
      for (let waited = 0; total() < 2100 && waited < 20_000; waited += 20)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(total()).toBe(2100);
      await following.close();
      expect(await search(of, word('all'))).toHaveLength(2100);
      expect(total()).toBe(2100);
    });

    it('knows no index that nobody has named', async () => {
      const query = { label: 'one', where: everything, raising: [] };
      await expect(storage.texts.search(await newSpace(), 'unknown', query)).rejects.toThrow(RangeError);
    });
  });
}
