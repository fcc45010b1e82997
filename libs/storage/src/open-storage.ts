import type { AccountStore, BlobDigester, ChangeSignal, LeafHasher, RateLimitStore, RecordStore, SpaceDirectory } from '#records';
import { reporting } from './engines/engine-errors.js';
import { openPostgresEngine } from './engines/postgres-engine.js';
import type { SqlEngine } from './engines/sql-engine.js';
import { openSqliteEngine } from './engines/sqlite-engine.js';
import { TypeOrmAccountStore } from './typeorm-account-store.js';
import { TypeOrmRateLimitStore } from './typeorm-rate-limit-store.js';
import { TypeOrmRecordStore } from './typeorm-record-store.js';
import { TypeOrmSpaceDirectory } from './typeorm-space-directory.js';

export interface StorageOptions {
  /** `sqlite:./path`, `sqlite::memory:` or `postgres://…` */
  readonly url: string;
  /** PostgreSQL only: reads of records go to these in turn; accounts, spaces and writes stay with `url`. */
  readonly replicaUrls?: readonly string[];
  /** PostgreSQL only: off behind a transaction pooler. On by default. */
  readonly preparedStatements?: boolean;
  /** PostgreSQL only: connections per server, 10 by default. */
  readonly poolSize?: number;
  readonly digester: BlobDigester;
  readonly trees: readonly LeafHasher[];
  readonly signal?: ChangeSignal;
}

/** Inside a `read` or a `write` only its own reader may be used: another one may have to wait for the first to end. */
export interface Storage {
  readonly store: RecordStore;
  readonly spaces: SpaceDirectory;
  readonly accounts: AccountStore;
  /** Shared by all processes on the database. */
  readonly rateLimits: RateLimitStore;
  readonly engine: 'sqlite' | 'postgres';
  /** @throws StorageUnavailable */
  ping(): Promise<void>;
  /** Works under way should have ended. */
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date.
 * @throws StorageUnavailable where the database cannot be reached
 * @throws RangeError where the URL names no known engine
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const engine = await reporting(() => openEngine(options));
  return {
    store: new TypeOrmRecordStore(engine, { digester: options.digester, trees: options.trees }, options.signal),
    spaces: new TypeOrmSpaceDirectory(engine),
    accounts: new TypeOrmAccountStore(engine),
    rateLimits: new TypeOrmRateLimitStore(engine),
    engine: engine.syntax.engine,
    ping: () => engine.ping(),
    close: () => engine.close(),
  };
}

function openEngine({ url, replicaUrls = [], preparedStatements = true, poolSize = 10 }: StorageOptions): Promise<SqlEngine> {
  if (url.startsWith('sqlite:')) return openSqliteEngine(url.slice('sqlite:'.length));
  if (/^postgres(ql)?:/.test(url)) return openPostgresEngine({ url, replicaUrls, preparedStatements, poolSize });
  throw new RangeError(`No engine for the database URL scheme '${url.split(':', 1)[0]}'`);
}
