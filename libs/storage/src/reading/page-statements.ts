import type { SqlSession } from '../engines/sql-engine.js';
import { StatementCache } from '../engines/statement.js';
import type { PageStatement } from './record-page.js';

const statements = new StatementCache();

export function ask<Row>(session: SqlSession, { shape, text, parameters }: PageStatement): Promise<Row[]> {
  return session.all<Row>(
    statements.get(shape, () => text),
    parameters,
  );
}
