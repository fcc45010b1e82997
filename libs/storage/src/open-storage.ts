import type {
  AccountStore,
  BlobDigester,
  ChangeSignal,
  FullTextIndex,
  LeafHasher,
  RateLimitStore,
  RecordStore,
  SpaceDirectory,
  TextExtractor,
} from '#records';
import { reporting } from './engines/engine-errors.js';
import { openPostgresEngine } from './engines/postgres-engine.js';
import type { SqlEngine } from './engines/sql-engine.js';
import { openSqliteEngine } from './engines/sqlite-engine.js';
import { BackgroundCatchUp } from './texts/background-catch-up.js';
import { SqlFullTextIndex } from './texts/sql-full-text-index.js';
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
  /** What records are found by; none by default. */
  readonly texts?: readonly TextExtractor[];
  readonly signal?: ChangeSignal;
}

/** Inside a `read` or a `write` only its own reader may be used: another one may have to wait for the first to end. */
export interface Storage {
  readonly store: RecordStore;
  readonly spaces: SpaceDirectory;
  readonly accounts: AccountStore;
  /** Shared by all processes on the database. */
  readonly rateLimits: RateLimitStore;
  readonly texts: FullTextIndex;
  readonly engine: 'sqlite' | 'postgres';
  /** From now on indexes of texts that are far behind are brought up to date without waiting for a search. */
  followLog(): void;
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
  const spaces = new TypeOrmSpaceDirectory(engine);
  const texts = new SqlFullTextIndex(engine, options.texts ?? []);
  const background = new BackgroundCatchUp(texts, spaces);
  return {
    store: new TypeOrmRecordStore(engine, { digester: options.digester, trees: options.trees }, options.signal),
    spaces,
    accounts: new TypeOrmAccountStore(engine),
    rateLimits: new TypeOrmRateLimitStore(engine),
    texts,
    engine: engine.syntax.engine,
    followLog: () => background.start(options.signal),
    ping: () => engine.ping(),
    close: async () => {
      await texts.close();
      await background.end();
      await engine.close();
    },
  };
}

function openEngine({ url, replicaUrls = [], preparedStatements = true, poolSize = 10 }: StorageOptions): Promise<SqlEngine> {
  if (url.startsWith('sqlite:')) return openSqliteEngine(url.slice('sqlite:'.length));
  if (/^postgres(ql)?:/.test(url)) return openPostgresEngine({ url, replicaUrls, preparedStatements, poolSize });
  throw new RangeError(`No engine for the database URL scheme '${url.split(':', 1)[0]}'`);
}
