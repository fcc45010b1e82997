import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { as, fixture, users } from '../contract/pointercrate/support.js';
import { describeOnEngines, type RunningGateway } from '../support/gateway.js';

interface Listed {
  readonly id: number;
  readonly progress: number;
  readonly video: string | null;
  readonly status: string;
  readonly player: { readonly id: number };
  readonly demon: { readonly id: number; readonly position: number; readonly name: string };
}

type Value = string | number;

interface Filter {
  readonly matches: (record: Listed, wanted: Value) => boolean;
  /** A value to ask for that has something to do with a record. */
  readonly near: (record: Listed, offset: number) => Value;
}

const submitterOf = new Map(fixture.records.map(({ id, submitter }) => [id, submitter]));

/** The filters by the words of contract §3.2, in the order in which §5.3 names them. */
const filters: { readonly [name: string]: Filter } = {
  progress: { matches: ({ progress }, wanted) => progress === wanted, near: ({ progress }) => progress },
  progress__lt: {
    matches: ({ progress }, wanted) => progress < Number(wanted),
    near: ({ progress }, offset) => progress + offset,
  },
  progress__gt: {
    matches: ({ progress }, wanted) => progress > Number(wanted),
    near: ({ progress }, offset) => progress - offset,
  },
  demon_position: { matches: ({ demon }, wanted) => demon.position === wanted, near: ({ demon }) => demon.position },
  demon_position__lt: {
    matches: ({ demon }, wanted) => demon.position < Number(wanted),
    near: ({ demon }, offset) => demon.position + offset,
  },
  demon_position__gt: {
    matches: ({ demon }, wanted) => demon.position > Number(wanted),
    near: ({ demon }, offset) => demon.position - offset,
  },
  status: { matches: ({ status }, wanted) => status === wanted, near: ({ status }) => status },
  player: { matches: ({ player }, wanted) => player.id === wanted, near: ({ player }) => player.id },
  demon: {
    matches: ({ demon }, wanted) => demon.name.toLowerCase() === String(wanted).toLowerCase(),
    near: ({ demon }) => demon.name.toUpperCase(),
  },
  demon_id: { matches: ({ demon }, wanted) => demon.id === wanted, near: ({ demon }) => demon.id },
  video: { matches: ({ video }, wanted) => video === wanted, near: ({ video }) => video ?? 'https://vimeo.com/1' },
  submitter: { matches: ({ id }, wanted) => submitterOf.get(id) === wanted, near: ({ id }) => submitterOf.get(id) ?? 0 },
};

const names = Object.keys(filters);
const ranges = names.filter((name) => /__[lg]t$/.test(name));
const offset = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.integer({ min: 7, max: 60 }), fc.constant(20_000));
/** Which filters: mostly ranges, which are lists of numbers to the storage. */
const chosen = fc
  .tuple(fc.subarray(ranges), fc.subarray(names, { maxLength: 2 }))
  .map((both) => names.filter((name) => both.flat().includes(name)));
const limit = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 100 }));
const bound = fc.option(fc.integer({ min: -1, max: 320 }), { nil: undefined, freq: 2 });

const paths = (header: string): Map<string, string> =>
  new Map([...header.matchAll(/<([^>]*)>; rel=(\w+)/g)].map(([, url = '', rel = '']) => [rel, url]));

async function page(gateway: RunningGateway, path: string): Promise<{ records: Listed[]; links: Map<string, string> }> {
  const answer = await as(gateway, users.M, 'GET', path);
  expect(answer.status, path).toBe(200);
  return { records: answer.json<Listed[]>(), links: paths(String(answer.headers.links)) };
}

/** All ids from a page on, by following one relation until a page is empty or there is no other. */
async function walk(gateway: RunningGateway, start: string, rel: 'next' | 'prev'): Promise<number[]> {
  const pages: number[][] = [];
  for (let path: string | undefined = start; path !== undefined; ) {
    const { records, links } = await page(gateway, path);
    pages.push(records.map(({ id }) => id));
    path = records.length === 0 ? undefined : links.get(rel);
  }
  return (rel === 'next' ? pages : pages.reverse()).flat();
}

describeOnEngines('lists of records', (gateway) => {
  let all: readonly Listed[] = [];

  beforeAll(async () => {
    const ids = fixture.records.map(({ id }) => id).sort((a, b) => a - b);
    const starts = ids.filter((_, at) => at % 100 === 0).map((id) => id - 1);
    const pages = starts.map((after) => page(gateway(), `/api/v1/records/?limit=100&after=${after}`));
    all = (await Promise.all(pages)).flatMap(({ records }) => records);
    expect(all.map(({ id }) => id)).toEqual(ids);
  });

  const query = fc.tuple(fc.nat(), chosen, fc.array(offset, { minLength: names.length, maxLength: names.length }));
  /** Filters as they are sent, with the ids of those that they match. */
  const asked = ([at, wanted, offsets]: [number, string[], number[]]): { query: string; ids: number[] } => {
    const near = all[at % all.length] as Listed;
    const given = wanted.map((name, index) => [name, filters[name]?.near(near, offsets[index] ?? 0) ?? 0] as const);
    const ids = all.filter((record) => given.every(([name, value]) => filters[name]?.matches(record, value))).map(({ id }) => id);
    return { query: String(new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))), ids };
  };

  it('answers any window of any filters as the whole list, filtered, says (§3.2, §5.2, §5.3)', async () => {
    await fc.assert(
      fc.asyncProperty(query, limit, bound, bound, async (wanted, size, after, before) => {
        fc.pre(after === undefined || before === undefined || before >= after);
        const { query: filtered, ids } = asked(wanted);
        const inside = ids.filter((id) => id > (after ?? -1) && id < (before ?? 1000));
        const backwards = before !== undefined && after === undefined;
        const bounds = `${after === undefined ? '' : `after=${after}&`}${before === undefined ? '' : `before=${before}&`}`;
        const { records, links } = await page(gateway(), `/api/v1/records/?${bounds}limit=${size}&${filtered}`);
        const expected = backwards ? inside.slice(-size) : inside.slice(0, size);
        expect(records).toEqual(all.filter(({ id }) => expected.includes(id)));
        const tail = `${size === 50 ? '' : `&limit=${size}`}${filtered === '' ? '' : `&${filtered}`}`;
        const more = inside.length > size;
        const next = before === undefined ? more : after === undefined;
        const previous = before === undefined ? after !== undefined : after === undefined && more;
        expect(Object.fromEntries(links)).toEqual({
          first: `/api/v1/records/?after=0${tail}`,
          last: `/api/v1/records/?before=313${tail}`,
          ...(next ? { next: `/api/v1/records/?after=${expected.at(-1) ?? (before ?? 0) - 1}${tail}` } : {}),
          ...(previous ? { prev: `/api/v1/records/?before=${expected[0] ?? (after ?? 0) + 1}${tail}` } : {}),
        });
      }),
      { numRuns: 150 },
    );
  });

  it('leads through the matches of any filters once, forwards and backwards (§5.3)', async () => {
    await fc.assert(
      fc.asyncProperty(query, fc.integer({ min: 5, max: 60 }), async (wanted, size) => {
        const { query: filtered, ids } = asked(wanted);
        expect(await walk(gateway(), `/api/v1/records/?limit=${size}&${filtered}`, 'next')).toEqual(ids);
        expect(await walk(gateway(), `/api/v1/records/?before=1000&limit=${size}&${filtered}`, 'prev')).toEqual(ids);
      }),
      { numRuns: 25 },
    );
  });
});
