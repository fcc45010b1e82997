import type { ChangeSignal, RecordReader, RecordStore, SpaceId, WriteTransaction } from '#records';
import type { SqlEngine } from './engines/sql-engine.js';
import { SqlRecordReader } from './reading/sql-record-reader.js';
import type { Digests } from './writing/log-writer.js';
import { SpaceWriters } from './writing/space-writers.js';

export class TypeOrmRecordStore implements RecordStore {
  private readonly writers: SpaceWriters;

  constructor(
    private readonly engine: SqlEngine,
    digests: Digests,
    signal: ChangeSignal | undefined,
  ) {
    this.writers = new SpaceWriters(engine, digests, signal);
  }

  latest(space: SpaceId): RecordReader {
    return new SqlRecordReader(this.engine.latest, space);
  }

  read<T>(space: SpaceId, work: (snapshot: RecordReader) => Promise<T>): Promise<T> {
    return this.engine.snapshot((session) => work(new SqlRecordReader(session, space)));
  }

  write<T>(space: SpaceId, work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
    return this.writers.write(space, work);
  }
}
