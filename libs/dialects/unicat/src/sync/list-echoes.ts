import { type RecordReader, type StoredRecord, textOf } from '#records';
import { placementCollection } from '../mapping/collections.js';
import type { Echo } from '../mapping/echo.js';
import { definitionAttribute, parentAttribute, readPlacement } from '../mapping/placement.js';
import type { Gid } from '../wire/schema.js';

/** A record that looks different; ordinals of placements never change, so they say how far a client has come. */
export interface Echoed {
  readonly gid: Gid;
  readonly ordinal: number;
}

/** The records below another one, in the order of their ordinals; undefined where there are too many to walk to. */
export type WalkDown = (reader: RecordReader, top: Gid) => Promise<readonly Echoed[] | undefined>;

/** Up to so many records below another one are walked to; beyond, the whole tree is gone through once, page by page. */
const fewBelow = 20_000;
const pageSize = 1000;

/** The next records of an echo beyond an ordinal, in the order of their ordinals; fewer than `limit` only at its end. */
export async function listEchoes(
  reader: RecordReader,
  echo: Echo,
  after: number,
  limit: number,
  walk: WalkDown = walkDown,
): Promise<readonly Echoed[]> {
  if (echo.kind === 'below') {
    const below = await walk(reader, echo.gid);
    if (below === undefined) return searchBelow(reader, echo.gid, after, limit);
    return below.filter(({ ordinal }) => ordinal > after).slice(0, limit);
  }
  const where = echo.kind === 'all' ? [] : [{ attribute: definitionAttribute, equals: echo.gid }];
  const echoed: Echoed[] = [];
  for (let from = after; ; ) {
    const { items, more } = await reader.listRecords(placementCollection, { where, after: from, limit: limit - echoed.length });
    echoed.push(...items.filter(isPlaced).map(echoedOf));
    if (!more || echoed.length >= limit) return echoed;
    from = items.at(-1)?.ordinal ?? from;
  }
}

export async function walkDown(reader: RecordReader, top: Gid, few = fewBelow): Promise<readonly Echoed[] | undefined> {
  const below: Gid[] = [];
  for (let level: readonly Gid[] = [top]; level.length > 0; ) {
    const counts = await reader.countReferrers(placementCollection, parentAttribute, level);
    const next = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (below.length + next > few) return undefined;
    level = next === 0 ? [] : [...(await reader.listReferrers(placementCollection, parentAttribute, level)).values()].flat();
    below.push(...level);
  }
  const records = await reader.findRecords(placementCollection, below);
  return records.map(echoedOf).sort((one, other) => one.ordinal - other.ordinal);
}

async function searchBelow(reader: RecordReader, top: Gid, after: number, limit: number): Promise<readonly Echoed[]> {
  const echoed: Echoed[] = [];
  // Siblings share a parent, so far fewer paths are asked for than there are records.
  const known = new Map<Gid, boolean>();
  for (let from = after; ; ) {
    const { items, more } = await reader.listRecords(placementCollection, { after: from, limit: pageSize });
    const parents = items.map(parentOf).filter((parent) => parent !== undefined && !known.has(parent)) as Gid[];
    for (const [gid, path] of await reader.listAncestors(placementCollection, parentAttribute, parents)) {
      known.set(gid, path.includes(top));
    }
    echoed.push(...items.filter((item) => known.get(parentOf(item) ?? '')).map(echoedOf));
    if (!more || echoed.length >= limit) return echoed.slice(0, limit);
    from = items.at(-1)?.ordinal ?? from;
  }
}

const parentOf = ({ fields }: StoredRecord): Gid | undefined => textOf(fields, parentAttribute);
const isPlaced = ({ fields }: StoredRecord): boolean => readPlacement(fields) !== undefined;
const echoedOf = ({ key, ordinal }: StoredRecord): Echoed => ({ gid: key, ordinal });
