import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectHash, type Space, spaceGid } from '#records';
import { openStorage, type Storage } from '#storage';
import { placementCollection } from '../mapping/collections.js';
import { KnownWalks } from './known-walks.js';
import { type WalkDown, walkDown } from './list-echoes.js';

describe('KnownWalks', () => {
  let storage: Storage;
  let walks: KnownWalks;
  let walked: string[];
  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    walks = new KnownWalks();
    walked = [];
    for (const space of ['one', 'two']) {
      await storage.spaces.create({ ...spaceOf(space), gid: spaceGid(space), visibility: 'private', title: space, createdAt: 0 });
      await place(space, `${space}.1`, 'top');
    }
  });
  afterEach(() => storage.close());

  const spaceOf = (id: string): Space => ({ id, birth: 'unicat' }) as Space;
  const place = (space: string, key: string, parent: string): Promise<unknown> =>
    storage.store.write(space, (tx) =>
      tx.append({ collection: placementCollection, key, fields: { parent }, recordedAt: 1, recordedBy: '1' }),
    );
  const counted: WalkDown = (reader, top) => {
    walked.push(top);
    return walkDown(reader, top, 2);
  };
  const below = (space: string, top: string): Promise<string[] | undefined> =>
    storage.store.read(space, async (reader) => (await walks.in(spaceOf(space), counted)(reader, top))?.map(({ gid }) => gid));

  it('walks to what is below a record once, in each space, until a placement changes', async () => {
    for (let page = 0; page < 3; page += 1) {
      expect(await below('one', 'top')).toEqual(['one.1']);
      expect(await below('two', 'top')).toEqual(['two.1']);
      expect(await below('one', 'one.1')).toEqual([]);
    }
    expect(walked).toEqual(['top', 'top', 'one.1']);
    await place('one', 'one.2', 'one.1');
    expect(await below('one', 'top')).toEqual(['one.1', 'one.2']);
    expect(await below('two', 'top')).toEqual(['two.1']);
    expect(walked).toHaveLength(4);
  });

  it('remembers too that there are too many', async () => {
    for (const key of ['one.2', 'one.3']) await place('one', key, 'top');
    for (let page = 0; page < 2; page += 1) expect(await below('one', 'top')).toBeUndefined();
    expect(walked).toEqual(['top']);
  });
});
