import { byRank, type FullTextIndex, type Space, type TextExtractor, type TextHit, type TextQuery } from '#records';
import { reporting } from '../engines/engine-errors.js';
import type { SqlEngine } from '../engines/sql-engine.js';
import { postgresTextTable } from './postgres-text-table.js';
import { sqliteTextTable } from './sqlite-text-table.js';
import { StoredWords } from './stored-words.js';
import { TextExpressions } from './text-expression.js';
import { TextFollower } from './text-follower.js';
import type { TextTable } from './text-table.js';

const tables: { readonly [E in SqlEngine['syntax']['engine']]: TextTable } = {
  sqlite: sqliteTextTable,
  postgres: postgresTextTable,
};

/** Entries that a search can take in without being noticed. */
const farBehind = 2000;

/** Indexes that follow the log: brought up to date when they are searched, so that a write costs nothing more (docs/adr/0031). */
export class SqlFullTextIndex implements FullTextIndex {
  private readonly table: TextTable;
  private readonly followers: ReadonlyMap<string, TextFollower>;

  constructor(
    private readonly engine: SqlEngine,
    extractors: readonly TextExtractor[],
  ) {
    this.table = tables[engine.syntax.engine];
    this.followers = new Map(extractors.map((extractor) => [extractor.name, new TextFollower(engine, this.table, extractor)]));
  }

  /** Takes in what is far behind, in all spaces. What fails is met again, and reported, by whoever searches next. */
  async catchUpFar(spaces: readonly Space[]): Promise<void> {
    for (const follower of this.followers.values()) {
      for (const space of spaces) {
        if ((await follower.backlog(space)) > farBehind) await follower.catchUp(space);
      }
    }
  }

  async close(): Promise<void> {
    for (const follower of this.followers.values()) await follower.end();
  }

  async search(space: Space, index: string, { label, where, raising }: TextQuery): Promise<readonly TextHit[]> {
    const follower = this.followers.get(index);
    if (follower === undefined) throw new RangeError(`No index '${index}'`);
    await follower.catchUp(space);
    const expressions = new TextExpressions(this.table.expression, new StoredWords(space.id, index), label);
    const search = { label, where: expressions.of(where), raising: raising.map((each) => expressions.of(each)) };
    const found = await reporting(() => this.table.find(this.engine.primary, [space.id, index], search));
    const hits = found.map(({ key, title, score, numbers }): TextHit => ({ key, title, score, numbers: JSON.parse(numbers) }));
    return hits.sort(byRank);
  }
}
