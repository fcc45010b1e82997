import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { migrationsOf, runMigrations } from '../migrations/run-migrations.js';
import { CommitUnknown, faultOf, reporting } from './engine-errors.js';
import { PostgresSession, PostgresTransactionSession, Statistics } from './postgres-session.js';
import { postgresSyntax } from './postgres-syntax.js';
import { silentLogger } from './silent-logger.js';
import type { SqlEngine, SqlSession, TransactionSession } from './sql-engine.js';
import { Turns } from './turns.js';

export interface PostgresOptions {
  readonly url: string;
  readonly replicaUrls: readonly string[];
  readonly preparedStatements: boolean;
  /** Connections per server. */
  readonly poolSize: number;
}

/**
 * Every statement here has an index that fits, so the planner is offered nothing else, and its plans may not depend on
 * values: a space that is newer than the statistics would count as empty, and a plan made while a table was empty would
 * read it whole for minutes to come. A transaction pooler takes no such settings, nor does it keep statements prepared.
 */
const planning = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  // What a plan that knows no values is estimated to cost says nothing: compiling it took longer than any of our statements.
  'jit=off',
  'enable_material=off',
  'jit=off',
];

/** How long a caller waits for a connection, in milliseconds. */
const connectTimeout = 5000;

export async function openPostgresEngine(options: PostgresOptions): Promise<SqlEngine> {
  const [primary, ...replicas] = [options.url, ...options.replicaUrls].map((url) => dataSource(url, options));
  if (primary === undefined) throw new RangeError('No database was named');
  await primary.initialize();
  await runMigrations(primary);
  await Promise.all(replicas.map((replica) => replica.initialize()));
  return new PostgresEngine(primary, replicas, options);
}

function dataSource(url: string, { poolSize, preparedStatements }: PostgresOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    connectTimeoutMS: connectTimeout,
    installExtensions: false,
    logger: silentLogger,
    ...(preparedStatements ? { extra: { options: planning.map((setting) => `-c ${setting}`).join(' ') } } : {}),
    applicationName: 'records-gateway',
    // An idle connection that breaks is replaced by the pool; whoever needs one next hears of a server that is down.
    poolErrorHandler: () => undefined,
    ...migrationsOf('postgres'),
  });
}

function poolOf(source: DataSource): Pool {
  return (source.driver as unknown as { master: Pool }).master;
}

class PostgresEngine implements SqlEngine {
  readonly syntax = postgresSyntax;
  readonly latest: SqlSession;
  readonly primary: SqlSession;
  private readonly sources: readonly DataSource[];
  private readonly pool: Pool;
  private readonly readPools: readonly Pool[];
  /** Writers leave half of the pool to readers. */
  private readonly writers: Turns;
  private readonly statistics = new Statistics();
  private readsBegun = 0;

  constructor(
    primary: DataSource,
    replicas: readonly DataSource[],
    private readonly options: PostgresOptions,
  ) {
    this.sources = [primary, ...replicas];
    this.pool = poolOf(primary);
    this.readPools = replicas.length === 0 ? [this.pool] : replicas.map(poolOf);
    this.writers = new Turns(Math.max(1, Math.floor(options.poolSize / 2)));
    this.latest = new PostgresSession(() => this.nextReadPool(), options.preparedStatements);
    this.primary = new PostgresSession(() => this.pool, options.preparedStatements);
  }

  snapshot<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return reporting(() =>
      this.withClient(this.nextReadPool(), async (client) => {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        try {
          return await work(new PostgresSession(() => client, this.options.preparedStatements));
        } finally {
          await client.query('COMMIT');
        }
      }),
    );
  }

  transaction<T>(work: (session: TransactionSession) => Promise<T>): Promise<T> {
    return this.writers.run(() =>
      this.withClient(this.pool, async (client) => {
        await client.query('BEGIN');
        const result = await undoing(client, () => work(this.begun(client)));
        await commit(client);
        return result;
      }),
    );
  }

  private begun(client: PoolClient): TransactionSession {
    return new PostgresTransactionSession(client, this.options.preparedStatements, this.statistics);
  }

  async ping(): Promise<void> {
    await reporting(() => this.pool.query('SELECT 1'));
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.destroy()));
  }

  private nextReadPool(): Pool {
    this.readsBegun += 1;
    return this.readPools[this.readsBegun % this.readPools.length] ?? this.pool;
  }

  /** A client whose transaction did not end cleanly is closed rather than handed to the next caller. */
  private async withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken = false;
    // Without a listener the loss of a connection that is waiting for its work would end the process.
    const onError = (): void => {
      broken = true;
    };
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      broken ||= faultOf(error) !== undefined;
      throw error;
    } finally {
      client.removeListener('error', onError);
      client.release(broken);
    }
  }
}

async function undoing<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The first error is the one to tell; where ROLLBACK fails as well, the connection is gone and with it the transaction.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function commit(client: PoolClient): Promise<void> {
  try {
    await client.query('COMMIT');
  } catch (error) {
    throw faultOf(error) === 'lost' ? new CommitUnknown(error) : error;
  }
}
