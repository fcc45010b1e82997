import {
  type AppendOutcome,
  type BlobDigester,
  type BlobHash,
  type CollectionName,
  type EntryDraft,
  InvalidRecord,
  isStorableText,
  type LeafHasher,
  type LogPosition,
  type RecordFields,
  type RecordKey,
  type SpaceId,
} from '#records';
import { faultOf } from '../engines/engine-errors.js';
import type { TransactionSession } from '../engines/sql-engine.js';
import {
  deleteAttributeValues,
  insertAttributeValues,
  insertBlobs,
  insertEntries,
  putCollections,
  putRecords,
  putTiles,
} from '../rows/batches.js';
import { AppendPlan, type PlannedRows } from './append-plan.js';
import { clearCollection } from './clear-collection.js';
import { type CollectionLog, loadCollectionLog } from './collection-log.js';
import { readCurrent, readKnownBlobs } from './read-current.js';
import { redactBlob } from './redaction.js';

/** Tiles of one tree, half a kilobyte each, that wait for the end of the work. */
const mostPendingTiles = 200;

/** What the store was given at start-up: how further identities and tree leaves are computed. */
export interface Digests {
  readonly digester: BlobDigester;
  readonly trees: readonly LeafHasher[];
}

/** Writes the log of one space within one transaction and keeps its counters in memory between the works of a group. */
export class LogWriter {
  private readonly logs = new Map<CollectionName, CollectionLog>();

  /** @param position of the last entry of the space */
  constructor(
    private readonly session: TransactionSession,
    private readonly space: SpaceId,
    public position: LogPosition,
    private readonly digests: Digests,
  ) {}

  /** All drafts or, where one fails, none. */
  async append(drafts: readonly EntryDraft[]): Promise<readonly AppendOutcome[]> {
    const plans = await this.openPlans(drafts);
    let position = this.position;
    const unchanged = drafts.map((draft) => {
      const version = planOf(plans, draft.collection).add(draft, position + 1);
      if (version === undefined) position += 1;
      return version;
    });
    const appended = new Map<CollectionName, AppendOutcome[]>();
    for (const [collection, plan] of plans) {
      const { hashes } = plan;
      if (hashes.length === 0) continue;
      const known = await readKnownBlobs(this.session, this.space, collection, hashes);
      const { rows, outcomes } = plan.carryOut(known, this.digests.digester);
      await this.writeRows(collection, rows);
      // A long work would otherwise hold the tree of everything that it has appended.
      if (plan.log.trees.some(({ appender }) => appender.pending > mostPendingTiles)) await this.storeTiles(plan.log);
      appended.set(collection, outcomes.reverse());
    }
    await this.session.grown(position - this.position);
    this.position = position;
    return drafts.map(({ collection }, at) => {
      const version = unchanged[at];
      if (version !== undefined) return { kind: 'unchanged', version };
      const outcome = appended.get(collection)?.pop();
      if (outcome === undefined) throw new RangeError(`An entry of ${collection} was not planned`);
      return outcome;
    });
  }

  /** Stores the sizes and tree tiles that changed; a work ends with it, and so do reads that look at them. */
  async flush(): Promise<void> {
    const dirty = [...this.logs.values()].filter((log) => log.dirty);
    if (dirty.length === 0) return;
    for (const log of dirty) await this.storeTiles(log);
    const sizes = dirty.map(({ name, entries, records, blobs }) => [name, entries, records, blobs]);
    await this.session.runBatch(putCollections, [this.space], sizes);
    for (const log of dirty) log.dirty = false;
  }

  /** @throws InvalidRecord, RecordNotFound */
  redact(collection: CollectionName, blob: BlobHash, fields: RecordFields): Promise<void> {
    return redactBlob(this.session, this.space, collection, blob, fields, this.digests.digester);
  }

  async clear(collection: CollectionName): Promise<void> {
    await this.flush();
    await clearCollection(this.session, this.space, collection);
    this.logs.delete(collection);
  }

  private async storeTiles({ name, trees }: CollectionLog): Promise<void> {
    for (const { hasher, appender } of trees) {
      const tiles = appender.takeChanged().map(({ address: { level, index }, tile }) => [level, index, tile]);
      await this.session.runBatch(putTiles, [this.space, name, hasher.tree], tiles);
    }
  }

  /** After a rollback to a savepoint: counters and trees are read anew when next needed. */
  forget(position: LogPosition): void {
    this.position = position;
    this.logs.clear();
  }

  private async openPlans(drafts: readonly EntryDraft[]): Promise<Map<CollectionName, AppendPlan>> {
    const keys = new Map<CollectionName, Set<RecordKey>>();
    for (const { collection, key } of drafts) {
      const known = keys.get(collection);
      if (known === undefined) keys.set(collection, new Set([key]));
      else known.add(key);
    }
    const plans = new Map<CollectionName, AppendPlan>();
    for (const [collection, wanted] of keys) {
      const log = await this.logOf(collection);
      const current = await readCurrent(this.session, this.space, collection, [...wanted].filter(isStorableText));
      plans.set(collection, new AppendPlan(this.space, log, current));
    }
    return plans;
  }

  private async logOf(collection: CollectionName): Promise<CollectionLog> {
    const known = this.logs.get(collection);
    if (known !== undefined) return known;
    const loaded = await loadCollectionLog(this.session, this.space, collection, this.digests.trees);
    this.logs.set(collection, loaded);
    return loaded;
  }

  private async writeRows(collection: CollectionName, rows: PlannedRows): Promise<void> {
    const scope = [this.space, collection];
    await this.session.runBatch(insertBlobs, scope, rows.blobs);
    await this.session.runBatch(insertEntries, scope, rows.entries);
    await this.writeRecords(scope, rows);
    await this.session.runBatch(deleteAttributeValues, scope, rows.vanishedValues);
    await this.session.runBatch(insertAttributeValues, scope, rows.newValues);
  }

  private async writeRecords(scope: readonly string[], { records }: PlannedRows): Promise<void> {
    try {
      await this.session.runBatch(putRecords, scope, records);
    } catch (error) {
      // A key in the form of a gid is its own id, so somebody may choose the id that another key was given.
      if (faultOf(error) === 'duplicate') throw new InvalidRecord('The key is the id of another record');
      throw error;
    }
  }
}

function planOf(plans: ReadonlyMap<CollectionName, AppendPlan>, collection: CollectionName): AppendPlan {
  const plan = plans.get(collection);
  if (plan === undefined) throw new RangeError(`No plan for ${collection}`);
  return plan;
}
