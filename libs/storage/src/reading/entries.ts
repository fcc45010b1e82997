import {
  type CollectionName,
  type Entry,
  type EntryNumber,
  isStorableText,
  type LogPosition,
  type RecordKey,
  type SpaceId,
} from '#records';
import type { SqlSession } from '../engines/sql-engine.js';
import { StatementCache, statement } from '../engines/statement.js';
import { type EntryRow, selectEntries, toEntry } from '../rows/entry.row.js';
import { atInteger } from './integers.js';

const byNumber = statement(
  `${selectEntries} WHERE e.space = $1 AND e.collection = $2 AND e.number >= $3 ORDER BY e.number LIMIT $4`,
);
const byKey = statement(`${selectEntries} WHERE e.space = $1 AND e.collection = $2 AND e.key = $3 ORDER BY e.number`);
const byPosition = statement(`${selectEntries} WHERE e.space = $1 AND e.position > $2 ORDER BY e.position LIMIT $3`);
const latestOfKey = statement(
  `${selectEntries} WHERE e.space = $1 AND e.collection = $2 AND e.key = $3 AND e.number <= $4 ORDER BY e.number DESC LIMIT 1`,
);
const latestOfKeys = statement(
  `${selectEntries} WHERE e.space = $1 AND e.collection = $2 AND e.number > $4 AND e.number <= $3 AND NOT EXISTS (
     SELECT 1 FROM entry later
     WHERE later.space = $1 AND later.collection = $2 AND later.key = e.key AND later.number > e.number AND later.number <= $3
   ) ORDER BY e.number LIMIT $5`,
);
const byPositionWithin = new StatementCache();
const byNumbers = new StatementCache();

export async function listEntries(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  from: EntryNumber,
  limit: number,
): Promise<readonly Entry[]> {
  const rows = await session.all<EntryRow>(byNumber, [space, collection, atInteger(from), atInteger(limit)]);
  return rows.map((row) => toEntry(space, row));
}

export async function findEntries(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  numbers: readonly EntryNumber[],
): Promise<readonly Entry[]> {
  const wanted = [...new Set(numbers)].filter(Number.isSafeInteger);
  if (wanted.length === 0) return [];
  const { syntax } = session;
  const among = byNumbers.get(
    syntax.engine,
    () => `${selectEntries} WHERE e.space = $1 AND e.collection = $2 AND ${syntax.amongIntegers('e.number', '$3')}`,
  );
  const rows = await session.all<EntryRow>(among, [space, collection, syntax.listOfIntegers(wanted)]);
  return rows.map((row) => toEntry(space, row));
}

export async function listTrail(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  key: RecordKey,
): Promise<readonly Entry[]> {
  if (!isStorableText(key)) return [];
  const rows = await session.all<EntryRow>(byKey, [space, collection, key]);
  return rows.map((row) => toEntry(space, row));
}

export async function findLatestEntry(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  key: RecordKey,
  size: number,
): Promise<Entry | undefined> {
  if (!isStorableText(key)) return undefined;
  const [row] = await session.all<EntryRow>(latestOfKey, [space, collection, key, atInteger(Math.floor(size))]);
  return row === undefined ? undefined : toEntry(space, row);
}

export async function listLatestEntries(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  size: number,
  after: EntryNumber,
  limit: number,
): Promise<readonly Entry[]> {
  const cut = [atInteger(Math.floor(size)), atInteger(Math.floor(after)), atInteger(limit)];
  const rows = await session.all<EntryRow>(latestOfKeys, [space, collection, ...cut]);
  return rows.map((row) => toEntry(space, row));
}

export async function listChanges(
  session: SqlSession,
  space: SpaceId,
  after: LogPosition,
  limit: number,
  collections: readonly CollectionName[] | undefined,
): Promise<readonly Entry[]> {
  const rows =
    collections === undefined
      ? await session.all<EntryRow>(byPosition, [space, atInteger(Math.floor(after)), atInteger(limit)])
      : await changesWithin(session, space, after, limit, collections);
  return rows.map((row) => toEntry(space, row));
}

function changesWithin(
  session: SqlSession,
  space: SpaceId,
  after: LogPosition,
  limit: number,
  collections: readonly CollectionName[],
): Promise<EntryRow[]> {
  const { syntax } = session;
  const within = byPositionWithin.get(
    syntax.engine,
    () =>
      `${selectEntries} WHERE e.space = $1 AND e.position > $2 AND ${syntax.amongTexts('e.collection', '$4')} ORDER BY e.position LIMIT $3`,
  );
  return session.all<EntryRow>(within, [space, atInteger(Math.floor(after)), atInteger(limit), syntax.listOfTexts(collections)]);
}
