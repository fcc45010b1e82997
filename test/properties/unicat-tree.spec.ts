import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callerOf, type Json, project, sample, tokenOf } from '../contract/unicat/client.js';
import { finishedJob } from '../contract/unicat/jobs.js';
import { describeOnFreshGateways } from '../support/gateway.js';

const [first] = sample.data['cc.projects'][project].options.orderedorderings as [string];
const extra = Object.values<Json>(sample.data.fields).find(({ name }) => name === 'tent_poles')!.gid;

/** What one call is about; the numbers pick records among those that there are. */
interface Step {
  readonly kind: Kind;
  readonly one: number;
  readonly other: number;
}

interface World {
  /** The result, or nothing where the call was refused. Jobs are waited for. */
  send(path: string, body: object): Promise<Json>;
  record(number: number): string;
  ordering(number: number): string;
  readonly orderings: string[];
}

type Work = (world: World, one: number, other: number) => Promise<unknown>;

const placing =
  (path: string): Work =>
  ({ send, record, ordering }, one, other) =>
    send(path, {
      record: record(one),
      parent: record(other),
      ordering: ordering(one),
      ...(other % 3 === 0 ? { before_record: record(one + other) } : {}),
    });

const selecting =
  (path: string): Work =>
  ({ send, record }, one, other) =>
    send(path, { selection: [record(one), { children: record(other) }] });

const steps = {
  create: ({ send, record, ordering }, one, other) => send('records/create', { parent: record(one), ordering: ordering(other) }),
  move: placing('records/move'),
  link: placing('records/link'),
  copy: placing('records/shallow_copy'),
  deepCopy: placing('records/deep_copy'),
  duplicate: ({ send, record }, one) => send('records/duplicate', { record: record(one) }),
  unlink: ({ send, record }, one) => send('records/unlink', { record: record(one) }),
  delete: ({ send, record }, one) => send('records/delete', { record: record(one) }),
  undelete: ({ send, record }, one) => send('records/undelete', { record: record(one) }),
  deleteForGood: ({ send, record }, one) => send('records/permanent_delete', { record: record(one) }),
  deleteMany: selecting('records/bulk/delete'),
  undeleteMany: selecting('records/bulk/undelete'),
  deleteManyForGood: selecting('records/bulk/permanent_delete'),
  linkMany: ({ send, record, ordering }, one, other) =>
    send('records/bulk/link', { selection: [{ children: record(one) }], parent: record(other), ordering: ordering(one) }),
  extend: ({ send, record }, one) => send('records/definition/fields/add', { record: record(one), field: extra }),
  share: ({ send, record }, one) => send('records/definition/copy_to_siblings', { record: record(one) }),
  order: async ({ send, orderings }, one) => {
    const { ordering } = await send('orderings/create', { name: `Ordering ${one}` });
    orderings.push(ordering);
  },
} as const satisfies { readonly [kind: string]: Work };

type Kind = keyof typeof steps;
const step = (kinds: readonly Kind[]): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constantFrom(...kinds), one: fc.nat(40), other: fc.nat(40) });

/** Of few kinds at a time, so that they meet the same records; without links and deletions little can go wrong. */
const history = fc
  .subarray(Object.keys(steps) as Kind[], { minLength: 2, maxLength: 4 })
  .chain((kinds) => fc.array(step(['link', 'delete', ...kinds]), { minLength: 15, maxLength: 30 }));

/** What has to be true of every tree, as it can be seen (contract §1.2, §4). */
function expectTree(all: ReadonlyMap<string, Json>, definitions: Json): void {
  for (const record of all.values()) {
    const { gid, path, backlinks, is_link } = record;
    expect(path, gid).toEqual(record.parent === null ? [gid] : [gid, ...all.get(record.parent)!.path]);
    for (const link of backlinks) expect(all.get(link)?.canonical, `a backlink of ${gid}`).toBe(gid);
    if (!is_link) continue;
    const canonical = all.get(record.canonical);
    if (canonical === undefined) throw new Error(`${gid} links to ${record.canonical}, which is not there`);
    const { definition, fields } = canonical;
    expect(record, gid).toMatchObject({ definition, fields, childcount: 0, backlinks: [] });
    expect(canonical.backlinks).toContain(gid);
    if (canonical.status === 'deleted') expect(record.status, `${gid} links to something deleted`).toBe('deleted');
  }
  const used = new Set([...all.values()].map(({ definition }) => definition));
  const extended = Object.values<Json>(definitions).filter(({ is_extended }) => is_extended);
  for (const { gid } of extended) expect(used, 'private definitions').toContain(gid);
}

describeOnFreshGateways('unicat: whatever is done to a tree', (gateway) => {
  it('it stays one, in order, and links lead somewhere', { timeout: 120_000 }, async () => {
    const token = await tokenOf(gateway());
    const { send, succeed } = callerOf(gateway, () => token);
    const orderings = [first];

    /** All records below one, which are shown in their order. */
    const walk = async (record: Json, ordering: string): Promise<Json[]> => {
      const { result, data } = await succeed('records/children', { record: record.gid, ordering, 'page.size': 1000 });
      const children = (result.children as string[]).map((gid) => data.records[gid] as Json);
      expect([children.length, result['children.size']], record.gid).toEqual([record.childcount, record.childcount]);
      const indexes = children.map((child) => child.orderings[ordering] ?? Number.POSITIVE_INFINITY);
      expect(indexes, record.gid).toEqual(indexes.toSorted((one, other) => (one === other ? 0 : one - other)));
      const below: Json[] = [record];
      for (const child of children) below.push(...(await walk(child, ordering)));
      return below;
    };

    await fc.assert(
      fc.asyncProperty(history, async (taken) => {
        const { result: top } = await succeed('records/create', { parent: sample.root, ordering: first });
        const gids: string[] = [top.record];
        for (const parent of [0, 0, 1, 1, 2]) {
          gids.push((await succeed('records/create', { parent: gids[parent], ordering: first })).result.record);
        }
        const world: World = {
          orderings,
          // Those that came last as often as all others.
          record: (number) =>
            (number % 2 === 0 ? gids[number % gids.length] : gids.at(-1 - (number % Math.min(9, gids.length)))) ?? '',
          ordering: (number) => orderings[number % orderings.length] ?? '',
          send: async (path, body) => {
            const { status, envelope, text } = await send(path, body);
            expect([200, 400, 422], `${path}: ${text}`).toContain(status);
            if (status !== 200) return {};
            const { record, 'job.token': job } = envelope.result;
            if (typeof record === 'string' && !gids.includes(record)) gids.push(record);
            if (job !== undefined) expect((await finishedJob(gateway(), token, job)).info.error).toBeUndefined();
            return envelope.result;
          },
        };
        for (const { kind, one, other } of taken) await steps[kind](world, one, other);
        const { result, data } = await succeed('records/root');
        const all = await walk(data.records[result.root], orderings.at(-1) ?? first);
        expect(new Set(all.map(({ gid }) => gid)).size).toBe(all.length);
        const headers = { authorization: `Bearer ${token}` };
        const init = await gateway().request('GET', `/api/p/${project}/init`, { headers });
        expectTree(new Map(all.map((each) => [each.gid, each])), init.json<Json>().data.definitions);
      }),
      // The project goes on from run to run, so a failure cannot be shrunk.
      { numRuns: 15, endOnFailure: true },
    );
  });
});
