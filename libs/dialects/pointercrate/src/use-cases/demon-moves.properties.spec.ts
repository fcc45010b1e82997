import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, type Membership, objectHash } from '#records';
import { openStorage, type Storage } from '#storage';
import { type Movement, movementsOf } from '../audit/movements.js';
import type { Caller } from '../guards/caller.js';
import { RateLimits } from '../limits/rate-limits.js';
import { Demonlists } from '../list/demonlists.js';
import { demons } from '../mapping/tables.js';
import type { PointercrateOptions } from '../pointercrate.options.js';
import { afterLastMove } from '../rules/move-demons.js';
import { AddDemon } from './add-demon.use-case.js';
import { AmendDemon } from './amend-demon.use-case.js';
import { FindSpace } from './find-space.js';
import { ImportDemonlist } from './import-demonlist.use-case.js';

/** A list of one demon. */
const fixture = {
  nationalities: [],
  players: [{ id: 1, name: 'AeonAir', banned: false, link_banned: false, nationality: null, subdivision: null }],
  demons: [
    {
      id: 1,
      name: 'demon 1',
      position: 1,
      requirement: 50,
      video: null,
      thumbnail: 'x',
      level_id: null,
      verifier: 1,
      publisher: 1,
      creators: [],
    },
  ],
  submitters: [],
  users: [],
  player_claims: [],
  records: [
    {
      id: 1,
      progress: 100,
      video: null,
      status: 'approved',
      player: 1,
      demon: 1,
      submitter: null,
      raw_footage: null,
      status_was_modified: false,
    },
  ],
  record_notes: [],
  record_audit: [{ entry_id: 1, record: 1, user: 0, time: '2023-01-01T12:30:00', type: 'Addition' }],
};

/** It stands still, so that the order of what is written must not depend on it. */
const clock = { now: () => Date.UTC(2024, 0, 1) };

type History = Pick<Movement, 'kind' | 'position' | 'other'>[];

/** What the list and the histories of its demons must be, kept in an array. */
class Model {
  private order = ['demon 1'];
  readonly histories = new Map<string, History>([['demon 1', [{ kind: 'Added', position: 1 }]]]);

  get size(): number {
    return this.order.length;
  }

  positions(): [string, number][] {
    return this.order.map((name, at) => [name, at + 1]);
  }

  place(name: string, position: number, kind: 'Added' | 'Moved'): void {
    const before = new Map(this.positions());
    if (before.get(name) === position) return;
    this.order = this.order.filter((other) => other !== name).toSpliced(position - 1, 0, name);
    this.histories.set(name, [...(this.histories.get(name) ?? []), { kind, position }]);
    const other = { id: Number(name.replace('demon ', '')), name };
    for (const [displaced, at] of this.positions()) {
      if (displaced === name || before.get(displaced) === at) continue;
      const reason = kind === 'Added' ? 'OtherAddedAbove' : 'OtherMoved';
      this.histories.get(displaced)?.push({ kind: reason, position: at, other });
    }
  }
}

describe('demons that are added and moved', () => {
  let storage: Storage;
  let spaces = 0;

  beforeAll(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
  });
  afterAll(() => storage.close());

  /** A list of its own, with what changes it. */
  async function openList() {
    spaces += 1;
    const space = `list-${spaces}`;
    await new ImportDemonlist(storage.store, storage.spaces, storage.accounts).execute({ space, title: '', fixture });
    const options = { space } as PointercrateOptions;
    const caller: Caller = { space, account: { id: 3 } as Account, membership: { permissions: 4 } as Membership };
    const lists = new Demonlists(storage.store, clock, options, new FindSpace(storage.spaces));
    const addDemon = new AddDemon(lists, new RateLimits(clock, storage.rateLimits, options));
    const add = (name: string, position: number) => {
      const draft = { name, position, requirement: 0, verifier: 'AeonAir', publisher: 'AeonAir', creators: [] };
      return addDemon.execute({ draft, caller });
    };
    return { caller, lists, add, amendDemon: new AmendDemon(lists) };
  }

  /** Plays the steps on a list and in the model. */
  async function play(steps: readonly { insert: boolean; which: number; where: number }[]): Promise<void> {
    const { caller, lists, add, amendDemon } = await openList();
    const model = new Model();
    for (const { insert, which, where } of steps) {
      if (insert) {
        const [name, position] = [`demon ${model.size + 1}`, (where % (model.size + 1)) + 1];
        await add(name, position);
        model.place(name, position, 'Added');
      } else {
        const [id, position] = [(which % model.size) + 1, (where % model.size) + 1];
        await amendDemon.execute({ id, amendment: { position }, conditions: { 'if-match': '*' }, caller });
        model.place(`demon ${id}`, position, 'Moved');
      }
    }
    await lists.read(caller, async (list) => {
      const rows = (await list.list(demons)).sort((a, b) => a.row.position - b.row.position);
      expect(rows.map(({ row }) => [row.name, row.position])).toEqual(model.positions());
      for (const { id, row } of rows) {
        const movements = await movementsOf(list, id);
        expect(
          movements.map(({ at, ...movement }) => movement),
          row.name,
        ).toEqual(model.histories.get(row.name));
        expect(new Set(movements.map(({ at }) => at)).size).toBe(movements.length);
      }
    });
  }

  it('stand from 1 to n without holes, and know how they came there', async () => {
    const step = fc.record({ insert: fc.boolean(), which: fc.nat(99), where: fc.nat(99) });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), play), { numRuns: 25 });
  });

  it('are not said to give way where another writer moved them far', async () => {
    const { caller, lists, add } = await openList();
    for (const at of [2, 3, 4]) await add(`demon ${at}`, at);
    await lists.write(caller, async (undated) => {
      const list = await afterLastMove(undated);
      const [first, last] = [await list.get(demons, 1), await list.get(demons, 4)];
      await list.changeAll(demons, [
        [first, { position: 4 }],
        [last, { position: 1 }],
      ]);
    });
    const kinds = await lists.read(caller, async (list) =>
      [...(await movementsOf(list, 1)), ...(await movementsOf(list, 4))].map(({ kind, position }) => [kind, position]),
    );
    expect(kinds).toEqual([
      ['Added', 1],
      ['Moved', 4],
      ['Added', 4],
      ['Unknown', 1],
    ]);
  });
});
