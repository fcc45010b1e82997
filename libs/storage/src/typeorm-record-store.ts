import type { ChangeSignal, RecordReader, RecordStore, Space, SpaceId, WriteOptions, WriteTransaction } from '#records';
import { reporting } from './engines/engine-errors.js';
import type { SqlEngine } from './engines/sql-engine.js';
import { SqlRecordReader } from './reading/sql-record-reader.js';
import { type FoundingWork, foundSpace } from './writing/found-space.js';
import type { Digests } from './writing/log-writer.js';
import { SpaceWriters } from './writing/space-writers.js';
import { withRetries } from './writing/with-retries.js';

export class TypeOrmRecordStore implements RecordStore {
  private readonly writers: SpaceWriters;

  constructor(
    private readonly engine: SqlEngine,
    private readonly digests: Digests,
    private readonly signal: ChangeSignal | undefined,
  ) {
    this.writers = new SpaceWriters(engine, digests, signal);
  }

  latest(space: SpaceId): RecordReader {
    return new SqlRecordReader(this.engine.latest, space);
  }

  read<T>(space: SpaceId, work: (snapshot: RecordReader) => Promise<T>): Promise<T> {
    return this.engine.snapshot((session) => work(new SqlRecordReader(session, space)));
  }

  write<T>(space: SpaceId, work: (tx: WriteTransaction) => Promise<T>, options?: WriteOptions): Promise<T> {
    return this.writers.write(space, work, options);
  }

  async found<T>(space: Space, work: FoundingWork<T>): Promise<T> {
    const { value, position } = await reporting(() => withRetries(() => foundSpace(this.engine, this.digests, space, work)));
    if (position !== undefined) this.signal?.committed(space.id, position);
    return value;
  }
}
