import { type CollectionName, isStorableText, type RecordKey, type SpaceId } from '#records';
import type { SqlSession, SqlSyntax } from '../engines/sql-engine.js';
import { StatementCache } from '../engines/statement.js';
import { indexedValue } from '../rows/indexed-value.js';

/** Steps after which a chain is cut; only a cycle is that long. */
const depthLimit = 1000;

const referrers = new StatementCache();
const counts = new StatementCache();
const ancestors = new StatementCache();

const matching = (syntax: SqlSyntax): string =>
  `a.space = $1 AND a.collection = $2 AND a.attribute = $3 AND ${syntax.amongTexts('a.value', '$4')}`;

/** The values asked for, by what stands for them in the index; several may be equal in NFC. */
function byIndexed(values: readonly string[]): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const value of new Set(values)) {
    if (!isStorableText(value)) continue;
    const indexed = indexedValue(value);
    asked.set(indexed, [...(asked.get(indexed) ?? []), value]);
  }
  return asked;
}

export async function listReferrers(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  attribute: string,
  values: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordKey[]>> {
  const asked = byIndexed(values);
  const found = new Map<string, RecordKey[]>();
  if (asked.size === 0) return found;
  const { syntax } = session;
  const statement = referrers.get(
    syntax.engine,
    () => `SELECT a.value, r.key FROM attribute_value a JOIN record r ON r.space = $1 AND r.collection = $2 AND r.ordinal = a.ordinal
      WHERE ${matching(syntax)} ORDER BY a.value, a.ordinal`,
  );
  const rows = await session.all<{ value: string; key: string }>(statement, [
    space,
    collection,
    attribute,
    syntax.listOfTexts([...asked.keys()]),
  ]);
  for (const { value, key } of rows) {
    for (const original of asked.get(value) ?? []) {
      const keys = found.get(original);
      if (keys === undefined) found.set(original, [key]);
      else keys.push(key);
    }
  }
  return found;
}

export async function countReferrers(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  attribute: string,
  values: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const asked = byIndexed(values);
  if (asked.size === 0) return new Map();
  const { syntax } = session;
  const statement = counts.get(
    syntax.engine,
    () => `SELECT a.value, count(*) AS total FROM attribute_value a WHERE ${matching(syntax)} GROUP BY a.value`,
  );
  const rows = await session.all<{ value: string; total: number }>(statement, [
    space,
    collection,
    attribute,
    syntax.listOfTexts([...asked.keys()]),
  ]);
  return new Map(
    rows.flatMap(({ value, total }) => (asked.get(value) ?? []).map((original): [string, number] => [original, total])),
  );
}

/** Climbs from key to key; a cycle ends where it would begin again. */
export async function listAncestors(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  attribute: string,
  keys: readonly RecordKey[],
): Promise<ReadonlyMap<RecordKey, readonly RecordKey[]>> {
  const wanted = [...new Set(keys)].filter(isStorableText);
  if (wanted.length === 0) return new Map();
  const { syntax } = session;
  const statement = ancestors.get(syntax.engine, () => buildAncestors(syntax));
  const rows = await session.all<{ start: string; key: string }>(statement, [
    space,
    collection,
    syntax.memberName(attribute),
    syntax.listOfTexts(wanted),
  ]);
  const chains = new Map<RecordKey, Set<RecordKey>>();
  for (const { start, key } of rows) {
    const chain = chains.get(start);
    if (chain === undefined) chains.set(start, new Set([key]));
    else chain.add(key);
  }
  return new Map([...chains].map(([start, chain]) => [start, [...chain]]));
}

/** SQLite keeps to the order of CROSS JOINs; left to itself it walks all blobs at every step. */
function buildAncestors(syntax: SqlSyntax): string {
  return `WITH RECURSIVE chain(start, key, blob_hash, depth) AS (
      SELECT r.key, r.key, r.blob_hash, 0 FROM record r WHERE r.space = $1 AND r.collection = $2 AND ${syntax.amongTexts('r.key', '$4')}
      UNION ALL
      SELECT chain.start, r.key, r.blob_hash, chain.depth + 1 FROM chain CROSS JOIN blob b CROSS JOIN record r
        WHERE chain.depth < ${depthLimit} AND b.space = $1 AND b.collection = $2 AND b.hash = chain.blob_hash
          AND r.space = $1 AND r.collection = $2 AND r.key = ${syntax.member('b.fields', '$3')}
    ) SELECT start, key FROM chain ORDER BY start, depth`;
}
