import { type CollectionName, hasEnded, type RecordReader, type SpaceHead, type StoredRecord, textOf } from '#records';
import { parseObjectId } from '../mapping/object-id.js';
import { demons, players, records } from '../mapping/tables.js';
import { knownPlayer } from './player-roster.js';
import { type LogMark, Standings, type StandingsChanges } from './standings.js';

/** Collections that standings follow. */
const followed: readonly CollectionName[] = [players.collection, demons.collection, records.collection];

/** Rows and entries read at once. */
const pageSize = 2000;
/** With more changes than these the collections are read from the beginning. */
const mostChanges = 50_000;

const nothing = { entries: 0, revision: 0 };

export function markOf({ position, collections }: SpaceHead): LogMark {
  return { position, collections: followed.map((name) => collections.get(name) ?? nothing) };
}

/** Whether whoever has seen as much as `mark` has seen all that `head` tells of: revisions never go back. */
export function covers({ collections }: LogMark, head: LogMark): boolean {
  return head.collections.every(({ revision }, at) => (collections[at]?.revision ?? -1) >= revision);
}

/** Reads a list from the beginning. Between pages others have their turn. */
export async function readStandings(reader: RecordReader, head: LogMark): Promise<Standings> {
  const standings = Standings.empty();
  for await (const rows of pagesOf(reader, players.collection))
    standings.apply({ ...noChanges, players: rows.flatMap(playerChange) });
  for await (const rows of pagesOf(reader, demons.collection))
    standings.apply({ ...noChanges, demons: rows.flatMap(demonChange) });
  for await (const rows of pagesOf(reader, records.collection, [{ attribute: 'status', equals: 'approved' }])) {
    standings.apply({ ...noChanges, records: rows.map(recordChange) });
  }
  await settleInSlices(standings);
  standings.mark = head;
  return standings;
}

/**
 * Brings standings up to `head`, in place if that is a matter of milliseconds.
 * @returns the standings, or others in their place
 */
export async function followStandings(standings: Standings, reader: RecordReader, head: LogMark): Promise<Standings> {
  const changes = await readChanges(reader, standings.mark, head);
  if (changes === undefined) return readStandings(reader, head);
  const isLarge = changes.demons.length > 0 || changes.players.length + changes.records.length > pageSize;
  const target = isLarge ? standings.fork() : standings;
  target.apply(changes);
  if (isLarge) await settleInSlices(target);
  else target.settleAtOnce();
  target.mark = head;
  return target;
}

const noChanges: StandingsChanges = { players: [], demons: [], records: [] };

async function settleInSlices(standings: Standings): Promise<void> {
  for (const _ of standings.settle()) await new Promise((resolve) => setImmediate(resolve));
}

/** Undefined: the entries do not tell all that has happened, or there are too many of them. */
async function readChanges(reader: RecordReader, since: LogMark, head: LogMark): Promise<StandingsChanges | undefined> {
  const grown = head.collections.map(({ entries }, at) => entries - (since.collections[at]?.entries ?? 0));
  if (grown.some((entries) => entries < 0) || sum(grown) > mostChanges) return undefined;
  const keys = new Map<CollectionName, Set<string>>(followed.map((name) => [name, new Set()]));
  const seen = new Map<CollectionName, number>();
  let after = since.position;
  for (let left = sum(grown); left > 0; left -= pageSize) {
    const entries = await reader.listChanges(after, pageSize, followed);
    for (const { collection, key, position } of entries) {
      keys.get(collection)?.add(key);
      seen.set(collection, (seen.get(collection) ?? 0) + 1);
      after = position;
    }
  }
  if (followed.some((name, at) => (seen.get(name) ?? 0) !== grown[at] || wasRewritten(since, head, at))) return undefined;
  const changed = (collection: CollectionName): Promise<StoredRecord[]> =>
    rowsOf(reader, collection, [...(keys.get(collection) ?? [])]);
  return {
    players: (await changed(players.collection)).flatMap(playerChange),
    demons: (await changed(demons.collection)).flatMap(demonChange),
    records: (await changed(records.collection)).map(recordChange),
  };
}

/** A revision without an entry: something was redacted or cleared (docs/adr/0015). */
function wasRewritten(since: LogMark, head: LogMark, at: number): boolean {
  const [before, after] = [since.collections[at] ?? nothing, head.collections[at] ?? nothing];
  return after.revision - before.revision > after.entries - before.entries;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

async function rowsOf(reader: RecordReader, collection: CollectionName, keys: readonly string[]): Promise<StoredRecord[]> {
  const rows: StoredRecord[] = [];
  for (let at = 0; at < keys.length; at += pageSize) {
    rows.push(...(await reader.findRecords(collection, keys.slice(at, at + pageSize))));
  }
  return rows;
}

async function* pagesOf(
  reader: RecordReader,
  collection: CollectionName,
  where: { readonly attribute: string; readonly equals: string }[] = [],
): AsyncGenerator<readonly StoredRecord[]> {
  for (let after = 0, more = true; more; ) {
    const page = await reader.listRecords(collection, { where, live: true, after, limit: pageSize });
    yield page.items;
    after = page.items.at(-1)?.ordinal ?? after;
    more = page.more;
  }
}

function playerChange({ key, fields }: StoredRecord): StandingsChanges['players'] {
  const id = idOf(key);
  if (id === undefined) return [];
  const name = textOf(fields, 'name');
  if (name === undefined || hasEnded(fields)) return [{ id, player: undefined }];
  const banned = textOf(fields, 'banned') === 'true';
  const nationality = textOf(fields, 'nationality') ?? null;
  return [{ id, player: knownPlayer(id, name, banned, nationality, textOf(fields, 'subdivision') ?? null) }];
}

function demonChange({ key, fields }: StoredRecord): StandingsChanges['demons'] {
  const id = idOf(key);
  if (id === undefined) return [];
  const numberIn = (name: string): number => Number(textOf(fields, name));
  const demon = { position: numberIn('position'), requirement: numberIn('requirement'), verifier: numberIn('verifier') };
  return [{ id, demon: hasEnded(fields) ? undefined : demon }];
}

/** The rank numbers the keys of a collection without gaps, which makes it the record's slot. */
function recordChange({ rank, fields }: StoredRecord): StandingsChanges['records'][number] {
  if (textOf(fields, 'status') !== 'approved' || hasEnded(fields)) return { slot: rank, approved: undefined };
  const numberIn = (name: string): number => Number(textOf(fields, name));
  return {
    slot: rank,
    approved: { player: numberIn('player'), demon: numberIn('demon'), progress: numberIn('progress') },
  };
}

/** Other dialects may add rows under keys that are no ids; they have no standing. */
function idOf(key: string): number | undefined {
  const id = parseObjectId(key);
  return String(id) === key ? id : undefined;
}
