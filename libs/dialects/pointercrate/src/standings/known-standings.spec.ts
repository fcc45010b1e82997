import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nobody, objectHash, redactFields, type SpaceId, spaceGid } from '#records';
import { openStorage, type Storage } from '#storage';
import { ListReader } from '../list/list-reader.js';
import { ListWriter } from '../list/list-writer.js';
import { type DemonRow, demons, type PlayerRow, players, type RecordRow, records } from '../mapping/tables.js';
import { KnownStandings } from './known-standings.js';
import { standingOf } from './player-lists.js';
import { fullScore } from './score-formula.js';

const player = (name: string): PlayerRow => ({ name, banned: false, link_banned: false, nationality: null, subdivision: null });
const demon = (position: number): DemonRow => ({
  name: `Demon ${position}`,
  position,
  requirement: 50,
  video: null,
  thumbnail: 'https://example.org/',
  level_id: null,
  verifier: 9,
  publisher: 9,
  creators: null,
});
const record = (holder: number, on: number, status = 'approved'): RecordRow => ({
  progress: 100,
  video: null,
  status,
  player: holder,
  demon: on,
  submitter: null,
  raw_footage: null,
  status_was_modified: false,
});

describe('KnownStandings', () => {
  let storage: Storage;
  let space: SpaceId;
  let known: KnownStandings;
  let count = 0;

  beforeAll(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
  });
  afterAll(() => storage.close());

  beforeEach(async () => {
    count += 1;
    space = `list-${count}`;
    known = new KnownStandings();
    const title = space;
    await storage.spaces.create({
      id: space,
      gid: spaceGid(space),
      birth: 'pointercrate',
      visibility: 'private',
      title,
      createdAt: 0,
    });
    await write(async (list) => {
      for (const name of ['a', 'b', 'c']) await list.insert(players, player(name));
      for (const position of [1, 2]) await list.insert(demons, demon(position));
      await list.insert(records, record(1, 1));
    });
  });

  const write = <T>(work: (list: ListWriter) => Promise<T>): Promise<T> =>
    storage.store.write(space, (tx) => work(new ListWriter(tx, space, 0, nobody)));

  /** As of now: score and rank of players 1 to 3. */
  const standings = (of = known): Promise<(readonly [number, number | null])[]> =>
    storage.store.read(space, async (snapshot) => {
      const found = await of.of(new ListReader(snapshot, space));
      return [1, 2, 3].map((id) => {
        const { score, rank } = standingOf(found, id);
        return [score, rank] as const;
      });
    });

  const nothing = [0, null] as const;
  const first = [fullScore(1), 1] as const;

  it('builds the standings of a list when they are first asked for', async () => {
    expect(await standings()).toEqual([first, nothing, nothing]);
  });

  it('never answers with less than what was written before', async () => {
    await standings();
    await write((list) => list.insert(records, record(2, 2)));
    expect(await standings()).toEqual([first, [fullScore(2), 2], nothing]);
    await write(async (list) => {
      const [upper, lower] = await list.list(demons);
      if (upper !== undefined && lower !== undefined)
        await list.changeAll(demons, [
          [upper, { position: 2 }],
          [lower, { position: 1 }],
        ]);
    });
    expect(await standings()).toEqual([[fullScore(2), 2], first, nothing]);
    await write(async (list) => list.end(records, await list.get(records, 1)));
    expect(await standings()).toEqual([nothing, first, nothing]);
    await write(async (list) => list.change(players, await list.get(players, 2), { banned: true }));
    expect(await standings()).toEqual([nothing, [fullScore(1), null], nothing]);
  });

  it('is not led astray by what does not count', async () => {
    await standings();
    await write(async (list) => {
      await list.insert(records, record(2, 2, 'submitted'));
      await list.put(records, 'not-a-number', record(3, 2, 'rejected'));
      await list.put(players, 'somebody', player('x'));
      await list.append([{ collection: 'demon', key: '007', fields: { name: 'x' } }]);
      await list.append([{ collection: 'elsewhere', key: '1', fields: { name: 'x' } }]);
    });
    expect(await standings()).toEqual([first, nothing, nothing]);
    expect(await standings(new KnownStandings())).toEqual([first, nothing, nothing]);
  });

  it('begins again where a collection was cleared, or redacted behind the back of its entries', async () => {
    await standings();
    await storage.store.write(space, (tx) => tx.clear('record'));
    await write((list) => list.insert(records, record(3, 1)));
    expect(await standings()).toEqual([nothing, nothing, first]);
    await storage.store.write(space, async (tx) => {
      const found = await tx.findRecord('record', { key: '1' });
      if (found === undefined) throw new Error('The record is gone');
      const { fields, blobHash } = found.record;
      await tx.redact('record', blobHash, redactFields(fields, ['status']));
    });
    expect(await standings()).toEqual([nothing, nothing, nothing]);
  });

  it('begins again where a cleared collection has outgrown what it was', async () => {
    await standings();
    await storage.store.write(space, (tx) => tx.clear('record'));
    await write(async (list) => {
      for (const on of [1, 2]) await list.insert(records, record(3, on));
      for (const on of [1, 2]) await list.insert(records, record(3, on, 'submitted'));
    });
    expect(await standings()).toEqual([nothing, nothing, [fullScore(1) + fullScore(2), 1]]);
  });

  it('shows a write what it has written so far, and nobody else', async () => {
    await standings();
    const seen = write(async (list) => {
      const own = known.within(list);
      const before = standingOf(await own.now(), 2);
      await list.insert(records, record(2, 1));
      const after = standingOf(await own.now(), 2);
      expect([before.score, after.score]).toEqual([0, fullScore(1)]);
      throw new Error('taken back');
    });
    await expect(seen).rejects.toThrow('taken back');
    expect(await standings()).toEqual([first, nothing, nothing]);
    await write((list) => list.insert(records, record(3, 1)));
    expect(await standings()).toEqual([first, nothing, [fullScore(1), 1]]);
  });

  it('answers many at once, while others write', async () => {
    const answers: Promise<(readonly [number, number | null])[]>[] = [];
    for (let round = 0; round < 20; round += 1) {
      answers.push(standings());
      await write(async (list) => {
        const held = await list.list(records);
        if (held.length > 1) await list.end(records, ...held.slice(1));
        else await list.insert(records, record(2, 2));
      });
      answers.push(standings());
    }
    for (const answer of await Promise.all(answers)) expect(answer[0]?.[0]).toBe(fullScore(1));
    expect(await standings()).toEqual(await standings(new KnownStandings()));
  });

  it('goes on after a reader that failed half way', async () => {
    await storage.store
      .read(space, async (snapshot) => {
        const broken = new Proxy(snapshot, {
          get: (target, name: keyof typeof snapshot) =>
            name === 'listRecords' ? () => Promise.reject(new Error('gone')) : target[name].bind(target),
        });
        await known.of(new ListReader(broken, space));
      })
      .catch((error: Error) => expect(error.message).toBe('gone'));
    expect(await standings()).toEqual([first, nothing, nothing]);
  });
});
