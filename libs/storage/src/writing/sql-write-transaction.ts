import type {
  AppendOutcome,
  BlobHash,
  CollectionHead,
  CollectionName,
  EntryDraft,
  FoundRecord,
  ReadOptions,
  RecordAddress,
  RecordFields,
  SpaceHead,
  SpaceId,
  Tile,
  TileAddress,
  WriteTransaction,
} from '#records';
import type { TransactionSession } from '../engines/sql-engine.js';
import { Turns } from '../engines/turns.js';
import { SqlRecordReader } from '../reading/sql-record-reader.js';
import type { LogWriter } from './log-writer.js';

/** One work's view of the transaction: reads see what it has appended so far. */
export class SqlWriteTransaction extends SqlRecordReader implements WriteTransaction {
  /** A work may start several appends at once; they share counters, so they go one by one. */
  private readonly turns = new Turns(1);
  private ended = false;

  constructor(
    session: TransactionSession,
    space: SpaceId,
    private readonly writer: LogWriter,
  ) {
    super(session, space);
  }

  async append(draft: EntryDraft): Promise<AppendOutcome> {
    const [outcome] = await this.appendAll([draft]);
    if (outcome === undefined) throw new RangeError('A draft was left without an outcome');
    return outcome;
  }

  appendAll(drafts: readonly EntryDraft[]): Promise<readonly AppendOutcome[]> {
    return this.change(() => this.writer.append(drafts));
  }

  redact(collection: CollectionName, blob: BlobHash, fields: RecordFields): Promise<void> {
    return this.change(() => this.writer.redact(collection, blob, fields));
  }

  clear(collection: CollectionName): Promise<void> {
    return this.change(() => this.writer.clear(collection));
  }

  override async findRecord(
    collection: CollectionName,
    address: RecordAddress,
    options?: ReadOptions,
  ): Promise<FoundRecord | undefined> {
    if (options?.watch !== undefined) await this.flush();
    return super.findRecord(collection, address, options);
  }

  override async head(collection: CollectionName): Promise<CollectionHead> {
    await this.flush();
    return super.head(collection);
  }

  override async spaceHead(): Promise<SpaceHead> {
    await this.flush();
    return { ...(await super.spaceHead()), position: this.writer.position };
  }

  override async readTiles(
    collection: CollectionName,
    tree: string,
    addresses: readonly TileAddress[],
  ): Promise<readonly Tile[]> {
    await this.flush();
    return super.readTiles(collection, tree, addresses);
  }

  private change<T>(change: () => Promise<T>): Promise<T> {
    return this.turns.run(async () => {
      if (this.ended) throw new Error('The write has ended: a change was not awaited');
      return change();
    });
  }

  /** Stores what is still in memory; nothing can be appended afterwards. */
  end(): Promise<void> {
    return this.turns.run(async () => {
      this.ended = true;
      await this.writer.flush();
    });
  }

  /** The work has failed: what it has under way is waited for, what follows is refused. */
  abandon(): Promise<void> {
    return this.turns.run(async () => {
      this.ended = true;
    });
  }

  private flush(): Promise<void> {
    return this.turns.run(() => this.writer.flush());
  }
}
