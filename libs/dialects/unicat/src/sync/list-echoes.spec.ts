import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EntryDraft, objectHash, spaceGid } from '#records';
import { openStorage, type Storage } from '#storage';
import { placementCollection } from '../mapping/collections.js';
import type { Echo } from '../mapping/echo.js';
import { type Placement, placementFields, removedPlacement } from '../mapping/placement.js';
import { projectCursorOf, projectPointOf } from './cursor.js';
import { listEchoes, walkDown } from './list-echoes.js';

const placed = (parent: string | null, definition: string): Placement => ({
  parent,
  canonical: null,
  definition,
  channels: [],
  orderings: {},
  copies: 0,
  createdOn: 1,
  updatedOn: 1,
});

/** Ten chains of five records below the root; `1.3` is below `1.2`. */
const chains = Array.from({ length: 10 }, (_, chain) => chain);
const depths = [0, 1, 2, 3, 4];
const above = (chain: number, depth: number): string => (depth === 0 ? 'root' : `${chain}.${depth - 1}`);

describe('records of an echo', () => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    await storage.spaces.create({
      id: 's',
      gid: spaceGid('s'),
      birth: 'unicat',
      visibility: 'private',
      title: 's',
      createdAt: 0,
    });
    const draft = (key: string, fields: EntryDraft['fields']): EntryDraft => ({
      collection: placementCollection,
      key,
      fields,
      recordedAt: 1,
      recordedBy: '1',
    });
    // The deepest first, so that no page of the tree has a whole chain.
    const records = depths.toReversed().flatMap((depth) => chains.map((chain) => ({ chain, depth })));
    await storage.store.write('s', (tx) =>
      tx.appendAll([
        draft('gone', removedPlacement(1)),
        draft('root', placementFields(placed(null, 'd'))),
        ...records.map(({ chain, depth }) =>
          draft(`${chain}.${depth}`, placementFields(placed(above(chain, depth), depth % 2 === 0 ? 'even' : 'odd'))),
        ),
      ]),
    );
  });
  afterAll(() => storage.close());

  const listAll = async (echo: Echo, limit: number, few?: number): Promise<string[]> => {
    const keys: string[] = [];
    for (let after = 0; ; ) {
      const page = await listEchoes(storage.store.latest('s'), echo, after, limit, (reader, top) => walkDown(reader, top, few));
      const ordinals = page.map(({ ordinal }) => ordinal);
      expect(ordinals).toEqual(ordinals.toSorted((one, other) => one - other));
      keys.push(...page.map(({ gid }) => gid));
      if (page.length < limit) return keys;
      after = page.at(-1)?.ordinal ?? after;
    }
  };

  it.each([1, 3, 7, 1000])('come in pages of %i, each once, whether they are few or many', async (limit) => {
    const below = ['3.1', '3.2', '3.3', '3.4'];
    for (const few of [0, 3, 4, 1000]) {
      expect((await listAll({ kind: 'below', gid: '3.0' }, limit, few)).sort()).toEqual(below);
      expect(await listAll({ kind: 'below', gid: 'root' }, limit, few)).toHaveLength(50);
      expect(await listAll({ kind: 'below', gid: '3.4' }, limit, few)).toEqual([]);
    }
    expect(await listAll({ kind: 'definition', gid: 'odd' }, limit)).toHaveLength(20);
    expect(await listAll({ kind: 'definition', gid: 'none' }, limit)).toEqual([]);
    const all = await listAll({ kind: 'all' }, limit);
    expect([new Set(all).size, all.length, all.includes('gone')]).toEqual([51, 51, false]);
  });
});

describe('cursors of a project', () => {
  it('are read as they were written, and ascend from entry to echo to entry', () => {
    const points = [
      { position: 0, ordinal: 0 },
      { position: 0, ordinal: 5 },
      { position: 1, ordinal: 0 },
      { position: 2 ** 28 - 1, ordinal: 2 ** 25 - 2 },
    ];
    const cursors = points.map(projectCursorOf);
    expect(cursors.map(projectPointOf)).toEqual(points);
    expect(cursors).toEqual(cursors.toSorted((one, other) => one - other));
    expect(cursors[0]).toBe(1);
    expect(Number.isSafeInteger(cursors[3])).toBe(true);
    expect(projectPointOf(-5)).toEqual(points[0]);
  });
});
