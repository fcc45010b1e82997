import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callerOf, type Json, project, sample, tokenOf } from '../contract/unicat/client.js';
import { askedAtOnce } from '../contract/unicat/client-store.js';
import { Follower } from '../contract/unicat/follower.js';
import { finishedJob } from '../contract/unicat/jobs.js';
import { describeOnEngines, type RunningGateway } from '../support/gateway.js';

const settings: Json = sample.data['cc.projects'][project].options;
const [ordering] = settings.orderedorderings as [string];
const channel: string = settings.orderedchannels[1];
const fields = Object.values<Json>(sample.data.fields);
const field = (name: string): string => fields.find((each) => each.name === name)!.gid;
const definitions = Object.values<Json>(sample.data.definitions).filter((each) => !each.is_working_copy);
const definition = (name: string): string => definitions.find((each) => each.name === name)!.gid;

/** What one writer does; the numbers pick the objects among those that there are. */
interface Step {
  readonly kind: Kind;
  readonly one: number;
  readonly other: number;
}

interface World {
  /** Anything but a crash is an answer: writers get into each other's way. */
  send(path: string, body: object): Promise<Json>;
  /** Some record, by number; the lowest numbers are those near the root. */
  record(number: number): string;
  readonly gids: string[];
  readonly jobs: string[];
}

type Work = (world: World, one: number, other: number) => Promise<unknown>;

/** A working copy is made, and what is committed is official. */
const commit = async ({ send }: World, kind: 'field' | 'definition' | 'class', gid: string, change: object): Promise<void> => {
  const plural = kind === 'class' ? 'classes' : `${kind}s`;
  const copy = (await send(`${plural}/modify`, { [kind]: gid, ...change }))[kind];
  if (copy !== undefined) await send(`${plural}/commit`, { [kind]: copy });
};

const steps = {
  create: ({ send, record }, one) => send('records/create', { parent: record(one), ordering }),
  update: ({ send, record }, one, other) =>
    send('records/update', { record: record(one), fields: { en: { name: `Name ${other}` } } }),
  move: ({ send, record }, one, other) => send('records/move', { record: record(one), parent: record(other), ordering }),
  moveMany: ({ send, record }, one, other) =>
    send('records/bulk/move', { selection: [record(one), { children: record(one + 1) }], parent: record(other), ordering }),
  link: ({ send, record }, one, other) => send('records/link', { record: record(one), parent: record(other), ordering }),
  unlink: ({ send, gids }, one) => send('records/unlink', { record: gids.at(-1 - (one % 10)) }),
  duplicate: ({ send, record }, one) => send('records/duplicate', { record: record(one), ordering }),
  deepCopy: ({ send, record, gids }, one, other) =>
    send('records/deep_copy', { record: record(Math.floor(gids.length / 10) + one), parent: record(other), ordering }),
  delete: ({ send, record }, one) => send('records/delete', { record: record(one + 5) }),
  undelete: ({ send, record }, one) => send('records/undelete', { record: record(one + 5) }),
  deleteForGood: async ({ send, record, gids }, one) => {
    const deep = record(Math.floor(gids.length / 3) + one);
    await send('records/delete', { record: deep });
    await send('records/permanent_delete', { record: deep });
  },
  channels: ({ send, record }, one, other) =>
    send('records/channels/set', { record: record(one), channels: [channel], enabled: other % 2 === 0 }),
  channelsDown: ({ send, record }, one) => send('records/channels/copy_down', { record: record(one + 5) }),
  orderings: ({ send, record }, one, other) =>
    send('records/orderings/set', { record: record(one), orderings: { [ordering]: other } }),
  define: ({ send, record }, one, other) =>
    send('records/definition/set', {
      record: record(one),
      definition: definitions.map(({ gid }) => gid)[other % definitions.length],
    }),
  extend: ({ send, record }, one, other) =>
    send('records/definition/fields/add', {
      record: record(one),
      field: [field('packing'), field('origin'), field('tent_poles')][other % 3],
    }),
  revert: ({ send, record }, one) => send('records/definition/revert', { record: record(one) }),
  relabel: (world, one) =>
    commit(world, 'field', field('brand'), {
      options: {
        ...fields.find(({ name }) => name === 'brand')!.options,
        values: [{ key: 'k', en: `K ${one}`, nl: 'K', de: 'K' }],
      },
    }),
  keys: (world, one) => {
    const { gid, options } = fields.find(({ name }) => name === 'colors')!;
    return commit(world, 'field', gid, { options: { ...options, value_labels: one % 2 === 0 } });
  },
  widen: async (world, one) => {
    const copy = (await world.send('definitions/modify', { definition: definition('article') })).definition;
    const call = one % 2 === 0 ? 'remove' : 'add';
    if (copy === undefined) return;
    await world.send(`definitions/fields/${call}`, { definition: copy, field: field('usps') });
    await world.send('definitions/commit', { definition: copy });
  },
  rename: (world, one) => commit(world, 'field', field('width__mm'), { name: `width_${one}` }),
  entitle: (world, one) =>
    commit(world, 'definition', definition('article'), { titlefield: field(one % 2 === 0 ? 'artnr' : 'name') }),
  regroup: async (world, one) => {
    const logistics = Object.values<Json>(sample.data.classes).find(({ name }) => name === 'logistics')!.gid;
    const copy = (await world.send('classes/modify', { class: logistics })).class;
    const call = one % 2 === 0 ? 'remove' : 'add';
    if (copy === undefined) return;
    await world.send(`classes/fields/${call}`, { class: copy, field: field('packing') });
    await world.send('classes/commit', { class: copy });
  },
  invent: async ({ send }, one) => {
    const { field: gid } = await send('fields/create', { name: `new_${one}` });
    if (one % 2 === 0) await send('fields/commit', { field: gid });
    else await send('fields/delete', { field: gid });
  },
  channel: async ({ send, record }, one, other) => {
    const { channel: key } = await send('channels/create', { name: `Channel ${one}` });
    await send('records/channels/set', { record: record(other), channels: [key], enabled: true });
    if (one % 2 === 0) await send('channels/delete', { channel: key });
  },
  ordering: async ({ send, record }, one, other) => {
    const { ordering: key } = await send('orderings/create', { name: `Ordering ${one}` });
    await send('records/orderings/set', { record: record(other), orderings: { [key]: one } });
    if (one % 2 === 0) await send('orderings/delete', { ordering: key });
  },
  language: async ({ send }, one) => send(`languages/${one % 2 === 0 ? 'add' : 'remove'}`, { language: 'fr' }),
  folder: async ({ send }, one, other) => {
    const { root } = await send('assets/root', {});
    const { asset } = await send('assets/create', { parent: root, name: `folder ${one}` });
    await send('assets/create', { parent: asset, name: 'inner' });
    await send('assets/update', { asset, name: `renamed ${other}` });
    if (one % 3 === 0) await send('assets/delete', { asset });
    if (one % 6 === 0) await send('assets/permanent_delete', { asset });
  },
  query: async ({ send }, one) => {
    const { query } = await send('queries/create', { type: 'record', name: `Query ${one}` });
    await send('queries/update', { query, q: 'x' });
    if (one % 2 === 0) await send('queries/delete', { query });
  },
  module: async ({ send }, one) => {
    await send('modules/register', { module: 'shop', version: '1.0' });
    await send('modules/keys/set', { module: 'shop', key: 'k', value: one });
    if (one % 2 === 0) await send('modules/unregister', { module: 'shop' });
  },
  batch: ({ send, record }, one, other) =>
    send('batch', {
      requests: [
        { path: '/records/move', body: { record: record(one), parent: record(other), ordering } },
        { path: '/records/update', body: { record: record(one + 1), fields: { nl: { name: `Naam ${other}` } } } },
      ],
    }),
} as const satisfies { readonly [kind: string]: Work };

type Kind = keyof typeof steps;
const step = (kinds: readonly Kind[]): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constantFrom(...kinds), one: fc.nat(60), other: fc.nat(60) });

/**
 * What several writers do at the same time, and after how many of the steps the eager follower asks. Of few kinds at a time: what
 * changes all records would hide what is missing elsewhere.
 */
const history = fc.subarray(Object.keys(steps) as Kind[], { minLength: 3, maxLength: 6 }).chain((kinds) =>
  fc.record({
    writers: fc.array(fc.array(step(['move', ...kinds]), { minLength: 3, maxLength: 9 }), { minLength: 2, maxLength: 3 }),
    rhythm: fc.integer({ min: 1, max: 4 }),
  }),
);

async function openWorld(gateway: RunningGateway): Promise<World> {
  const token = await tokenOf(gateway);
  const caller = callerOf(
    () => gateway,
    () => token,
  );
  const gids: string[] = [];
  const jobs: string[] = [];
  return {
    gids,
    jobs,
    record: (number) => gids[number % gids.length] ?? '',
    send: async (path, body) => {
      const { status, envelope, text } = await caller.send(path, body);
      expect([200, 400, 422], `${path}: ${text}`).toContain(status);
      if (status !== 200) return {};
      const { record, 'job.token': job } = envelope.result;
      if (typeof record === 'string' && !gids.includes(record)) gids.push(record);
      if (job !== undefined) jobs.push(job);
      return envelope.result;
    },
  };
}

/** Without what the follower never asked for: of records and assets it has those that it once read. */
function expectHeld(follower: Follower, fresh: Follower): void {
  for (const type of ['records', 'assets', 'modules', 'cc.projects']) {
    for (const [key, held] of Object.entries(follower.data[type] ?? {})) {
      expect(held, `${type} ${key}`).toEqual(fresh.data[type]?.[key]);
    }
  }
  for (const type of ['definitions', 'classes', 'fields', 'layouts', 'queries', 'modules']) {
    expect(follower.data[type], type).toEqual(fresh.data[type]);
  }
}

describeOnEngines('unicat: whoever follows the streams', (gateway) => {
  it('ends with what one reads who comes afterwards, whatever was written and however often he asks', async () => {
    askedAtOnce(gateway());
    const world = await openWorld(gateway());
    const property = fc.asyncProperty(history, async ({ writers, rhythm }) => {
      const [eager, lazy, whole] = [new Follower(gateway()), new Follower(gateway()), new Follower(gateway())];
      for (const each of [eager, lazy, whole]) await each.connect();
      for (const each of [eager, lazy]) await each.readAll();
      const held = Object.values(eager.data.records!);
      const start = new Set(held.map(({ gid }) => gid as string));
      world.gids.splice(0, Number.POSITIVE_INFINITY, ...held.toSorted((a, b) => a.treelevel - b.treelevel).map(({ gid }) => gid));
      let done = 0;
      let writing = true;
      const following = (async () => {
        for (let seen = 0; writing; ) {
          if (done - seen >= rhythm) {
            seen = done;
            await eager.sync();
            // It comes upon new records, and has them from then on.
            await eager.read(world.gids.slice(-3));
          } else await new Promise((resolve) => setTimeout(resolve, 2));
        }
      })();
      const write = async (own: readonly Step[]): Promise<void> => {
        for (const { kind, one, other } of own) {
          await (steps[kind] as Work)(world, one, other);
          done += 1;
        }
      };
      await Promise.all(writers.map(write)).finally(() => {
        writing = false;
      });
      await following;
      const token = await tokenOf(gateway());
      for (const job of world.jobs.splice(0)) await finishedJob(gateway(), token, job);
      const fresh = new Follower(gateway());
      await fresh.connect();
      await fresh.readAll();
      for (const each of [eager, lazy, whole]) await each.sync();
      expectHeld(eager, fresh);
      expectHeld(lazy, fresh);
      // The project's stream names whatever is new, and names the same to everybody.
      const named = (follower: Follower): Set<string> =>
        new Set(follower.told.map(({ data_type, data_key }) => `${data_type} ${data_key}`));
      for (const gid of Object.keys(fresh.data.records!)) if (!start.has(gid)) expect(named(lazy)).toContain(`records ${gid}`);
      expect(named(lazy)).toEqual(named(whole));
      for (const name of named(whole)) expect(named(eager)).toContain(name);
      for (const { told } of [eager, lazy, whole]) {
        const cursors = told.map(({ cursor }) => cursor as number);
        expect(cursors).toEqual([...new Set(cursors)].toSorted((one, other) => one - other));
      }
    });
    // The project goes on from run to run, so a failure cannot be shrunk.
    await fc.assert(property, { numRuns: 8, endOnFailure: true });
  }, 240_000);
});
