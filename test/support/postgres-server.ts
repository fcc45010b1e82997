import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A running PostgreSQL on which tests make databases of their own. */
export interface PostgresServer {
  readonly url: string;
  /**
   * Under a random name.
   * @param template URL of a database to copy; nobody may be connected to it
   * @returns its URL
   */
  createDatabase(template?: string): Promise<string>;
  /** @throws RangeError for a database that no test has made */
  dropDatabase(url: string): Promise<void>;
}

const namePattern = /^gateway_test_[0-9a-f]{16}$/;

/** @param url of any database there whose user may create others */
export function postgresServer(url: string): PostgresServer {
  const named = (name: string): string => {
    const database = new URL(url);
    database.pathname = `/${name}`;
    return database.href;
  };
  return {
    url,
    async createDatabase(template) {
      const name = `gateway_test_${randomBytes(8).toString('hex')}`;
      const source = template === undefined ? "template0 ENCODING 'UTF8' LOCALE 'C'" : testDatabaseName(template);
      await runOn(url, `CREATE DATABASE ${name} TEMPLATE ${source}`);
      return named(name);
    },
    dropDatabase: (database) => runOn(url, `DROP DATABASE IF EXISTS ${testDatabaseName(database)} WITH (FORCE)`),
  };
}

function testDatabaseName(url: string): string {
  const name = new URL(url).pathname.slice(1);
  if (!namePattern.test(name)) throw new RangeError(`${name} was not made by a test`);
  return name;
}

/** One statement on a connection of its own. */
export async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
