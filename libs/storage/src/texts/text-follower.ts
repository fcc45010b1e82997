import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IndexedRecord, LogPosition, RecordKey, Space, SpaceId, TextExtractor, TextSource } from '#records';
import { reporting } from '../engines/engine-errors.js';
import type { SqlEngine, SqlSession, TransactionSession } from '../engines/sql-engine.js';
import { StatementCache, statement } from '../engines/statement.js';
import { SqlRecordReader } from '../reading/sql-record-reader.js';
import { withRetries } from '../writing/with-retries.js';
import { StoredWords } from './stored-words.js';
import type { TextRow, TextScope, TextTable } from './text-table.js';

/** Entries that one transaction takes in: on SQLite nobody else does anything meanwhile. */
const stepSize = 200;

const progress = statement(
  `SELECT h.position AS written, i.position AS seen FROM log_head h
   LEFT JOIN text_index i ON i.space = h.space AND i.name = $2 WHERE h.space = $1`,
);
const enter = statement(
  "INSERT INTO text_index (space, name, position, state) VALUES ($1, $2, 0, '') ON CONFLICT (space, name) DO NOTHING",
);
const headOf = statement('SELECT position, state FROM text_index WHERE space = $1 AND name = $2');
const lock = new StatementCache();
const written = statement('SELECT position FROM log_head WHERE space = $1');
const move = statement('UPDATE text_index SET position = $3 WHERE space = $1 AND name = $2');
const moveAndKeep = statement('UPDATE text_index SET position = $3, state = $4 WHERE space = $1 AND name = $2');

interface Head {
  readonly position: LogPosition;
  /** Of the extractor; empty where the index is. */
  readonly state: string;
}

/** Takes the log into one extractor's indexes, a space at a time. */
export class TextFollower {
  /** Those who come while a space is under way wait, since the work under way may not see what they are after. */
  private readonly underWay = new Map<SpaceId, Promise<void>>();
  private ended = false;

  constructor(
    private readonly engine: SqlEngine,
    private readonly table: TextTable,
    private readonly extractor: TextExtractor,
  ) {}

  /** Entries of the space that are not taken in yet, those of other collections too; 0 where the extractor has no say. */
  async backlog(space: Space): Promise<number> {
    if (!this.extractor.concerns(space)) return 0;
    const [row] = await this.engine.primary.all<{ written: number; seen: number | null }>(progress, [
      space.id,
      this.extractor.name,
    ]);
    return row === undefined ? 0 : row.written - (row.seen ?? 0);
  }

  /** Lets what is under way come to the end of its step. */
  async end(): Promise<void> {
    this.ended = true;
    await Promise.allSettled(this.underWay.values());
  }

  /** Everything that was committed before is in the index afterwards. */
  async catchUp(space: Space): Promise<void> {
    while (!this.ended && (await this.isBehind(space))) {
      const work = this.underWay.get(space.id) ?? this.follow(space);
      this.underWay.set(space.id, work);
      try {
        await work;
      } finally {
        if (this.underWay.get(space.id) === work) this.underWay.delete(space.id);
      }
    }
  }

  /** A short backlog is looked through first: if nothing in it matters here, no search waits for a write that is under way. */
  private async isBehind(space: Space): Promise<boolean> {
    const backlog = await this.backlog(space);
    if (backlog === 0 || backlog > stepSize) return backlog > 0;
    const [head] = await this.engine.primary.all<Head>(headOf, [space.id, this.extractor.name]);
    if (head === undefined) return true;
    const reader = new SqlRecordReader(this.engine.primary, space.id);
    const { keys, state } = await (await this.extractor.open(reader, space)).stale(head.state === '' ? undefined : head.state);
    if (keys.length > 0 || state !== head.state) return true;
    return (await reader.listChanges(head.position, 1, this.extractor.collections)).length > 0;
  }

  private async follow(space: Space): Promise<void> {
    for (let more = true; more && !this.ended; ) {
      more = await reporting(() => withRetries(() => this.engine.transaction((session) => this.step(session, space))));
      // SQLite answers at once, so that without a pause nobody else would get a word in before the end.
      if (more) await nextTurn();
    }
  }

  /** @returns whether there is more to do */
  private async step(session: TransactionSession, space: Space): Promise<boolean> {
    const scope: TextScope = [space.id, this.extractor.name];
    const head = await this.lockHead(session, scope);
    // Before anything else is read: what is read later than the position may be newer, never older.
    const [{ position: end } = { position: 0 }] = await session.all<Head>(written, [space.id]);
    const reader = new SqlRecordReader(session, space.id);
    const source = await this.extractor.open(reader, space);
    const stale = await source.stale(head.state === '' ? undefined : head.state);
    if (stale.keys.length > 0) {
      await this.index(session, scope, source, stale.keys);
      await this.keep(session, scope, head, { position: head.position, state: stale.state });
      return true;
    }
    const changes = await reader.listChanges(head.position, stepSize, this.extractor.collections);
    const seen = changes.filter(({ position }) => position <= end);
    await this.index(session, scope, source, [...new Set(seen.map(({ key }) => key))]);
    const more = changes.length === stepSize && seen.length === changes.length;
    const position = more ? (seen.at(-1)?.position ?? end) : end;
    await this.keep(session, scope, head, { position, state: stale.state });
    return more;
  }

  private async lockHead(session: TransactionSession, scope: TextScope): Promise<Head> {
    const { syntax } = session;
    await session.run(enter, scope);
    const locking = lock.get(
      syntax.engine,
      () => `SELECT position, state FROM text_index WHERE space = $1 AND name = $2 ${syntax.forUpdate}`,
    );
    const [head] = await session.all<Head>(locking, scope);
    if (head === undefined) throw new RangeError(`No index '${scope[1]}' of ${scope[0]}`);
    return head;
  }

  private keep(session: SqlSession, scope: TextScope, before: Head, { position, state }: Head): Promise<void> {
    return state === before.state
      ? session.run(move, [...scope, position])
      : session.run(moveAndKeep, [...scope, position, state]);
  }

  private async index(session: SqlSession, scope: TextScope, source: TextSource, keys: readonly RecordKey[]): Promise<void> {
    if (keys.length === 0) return;
    const words = new StoredWords(...scope);
    const rows = (await source.read(keys)).map((record) => rowOf(record, words));
    const found = new Set(rows.map(({ key }) => key));
    const gone = keys.filter((key) => !found.has(key));
    if (rows.length > 0) await this.table.put(session, scope, rows);
    if (gone.length > 0) await this.table.remove(session, scope, gone);
  }
}

function rowOf(record: IndexedRecord, stored: StoredWords): TextRow {
  const titles = Object.fromEntries(Object.entries(record.labels).map(([label, { title }]) => [label, title]));
  const words = stored.of(record);
  return {
    key: record.key,
    titles: JSON.stringify(titles),
    numbers: JSON.stringify(record.numbers),
    words,
    digest: createHash('sha256').update(words).digest('hex').slice(0, 32),
  };
}
