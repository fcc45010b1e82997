import {
  type AppendOutcome,
  type BlobDigester,
  type BlobHash,
  canonicalJson,
  type Entry,
  type EntryDraft,
  hashCanonical,
  type JsonValue,
  type LogPosition,
  type RecordFields,
  type RecordKey,
  recordId,
  requirePrecondition,
  requireStorable,
  type SpaceId,
  unconditional,
} from '#records';
import type { BatchRow } from '../engines/batch.js';
import { attributeValues } from '../rows/indexed-value.js';
import type { CollectionLog } from './collection-log.js';
import type { CurrentRecord, StoredHashes } from './read-current.js';
import { requireIndexable } from './require-indexable.js';

/** A record as it will be after the drafts, beside what it was before. */
interface PlannedRecord {
  readonly ordinal: number;
  readonly rank: number;
  version: number;
  blobHash: BlobHash;
  /** Of the draft that comes last; undefined as long as no draft touched the record. */
  latest: EntryDraft | undefined;
  readonly before: CurrentRecord | undefined;
}

interface PlannedEntry {
  readonly draft: EntryDraft;
  readonly canonical: string;
  readonly hash: BlobHash;
  readonly number: number;
  readonly position: LogPosition;
  /** The record had this blob already. */
  readonly repeated: boolean;
}

export interface PlannedRows {
  readonly blobs: BatchRow[];
  readonly entries: BatchRow[];
  readonly records: BatchRow[];
  readonly vanishedValues: BatchRow[];
  readonly newValues: BatchRow[];
}

/** Works out in memory what the drafts for one collection come to; nothing is written before all of them passed. */
export class AppendPlan {
  private readonly records = new Map<RecordKey, PlannedRecord>();
  private readonly planned: PlannedEntry[] = [];
  private newRecords = 0;

  constructor(
    private readonly space: SpaceId,
    readonly log: CollectionLog,
    current: ReadonlyMap<RecordKey, CurrentRecord>,
  ) {
    for (const [key, before] of current) this.records.set(key, { ...before, latest: undefined, before });
  }

  /**
   * @param position that of the entry, should there be one
   * @returns undefined where an entry was planned, otherwise the version that already holds these fields
   * @throws PreconditionFailed
   * @throws InvalidRecord
   */
  add(draft: EntryDraft, position: LogPosition): number | undefined {
    const record = this.records.get(draft.key);
    requirePrecondition(draft.precondition ?? unconditional, draft.key, record?.version);
    requireStorable(draft.fields);
    requireIndexable(draft);
    const canonical = draft.blob?.canonical ?? canonicalJson(draft.fields as JsonValue);
    const hash = draft.blob?.hash ?? hashCanonical(canonical);
    const repeated = record?.blobHash === hash;
    if (record !== undefined && repeated && draft.repeat !== true) return record.version;
    const number = this.log.entries + this.planned.length + 1;
    this.planned.push({ draft, canonical, hash, number, position, repeated });
    if (record === undefined) this.addRecord(draft, hash, number);
    else Object.assign(record, { version: number, blobHash: hash, latest: draft });
    return undefined;
  }

  /** Hashes of all blobs that the planned entries point to. */
  get hashes(): readonly BlobHash[] {
    return [...new Set(this.planned.map(({ hash }) => hash))];
  }

  /** Turns the plan into rows and lets the log grow by them. `stored` tells which blobs are there already. */
  carryOut(stored: StoredHashes, digester: BlobDigester): { rows: PlannedRows; outcomes: AppendOutcome[] } {
    const objectHashes = new Map(stored);
    const blobs: BatchRow[] = [];
    const entries = this.planned.map(({ draft, canonical, hash, number, position }): Entry => {
      let objectHash = objectHashes.get(hash);
      if (objectHash === undefined) {
        const digest = digester.digest(draft.fields);
        objectHash = digest.toString('hex');
        objectHashes.set(hash, objectHash);
        blobs.push([Buffer.from(hash, 'hex'), this.log.blobs + blobs.length + 1, digest, canonical]);
      }
      const { collection, key, recordedAt, recordedBy } = draft;
      return { space: this.space, collection, key, number, position, blobHash: hash, objectHash, recordedAt, recordedBy };
    });
    const rows = { blobs, entries: entries.map(entryRow), records: this.recordRows(), ...this.valueRows() };
    this.log.grow(entries, this.newRecords, blobs.length);
    return { rows, outcomes: entries.map((entry, at) => outcomeOf(entry, this.planned[at])) };
  }

  private addRecord(draft: EntryDraft, blobHash: BlobHash, number: number): void {
    this.newRecords += 1;
    const rank = this.log.records + this.newRecords;
    this.records.set(draft.key, { ordinal: number, rank, version: number, blobHash, latest: draft, before: undefined });
  }

  private recordRows(): BatchRow[] {
    const rows: BatchRow[] = [];
    for (const [key, { ordinal, rank, version, blobHash, latest }] of this.records) {
      if (latest === undefined) continue;
      const id = recordId(this.space, this.log.name, key);
      rows.push([key, ordinal, rank, version, id, Buffer.from(blobHash, 'hex'), latest.recordedAt, latest.recordedBy]);
    }
    return rows;
  }

  /** Only the difference to the blob before is written: most changes touch few attributes. */
  private valueRows(): Pick<PlannedRows, 'vanishedValues' | 'newValues'> {
    const vanishedValues: BatchRow[] = [];
    const newValues: BatchRow[] = [];
    for (const { ordinal, latest, before } of this.records.values()) {
      if (latest === undefined) continue;
      const after = attributeValues(latest.fields);
      if (before === undefined) {
        for (const { attribute, value, number } of after.values()) newValues.push([attribute, value, ordinal, number]);
        continue;
      }
      const gone = attributeValues(JSON.parse(before.fields) as RecordFields);
      for (const [name, { attribute, value, number }] of after) {
        if (!gone.delete(name)) newValues.push([attribute, value, ordinal, number]);
      }
      for (const { attribute, value } of gone.values()) vanishedValues.push([attribute, value, ordinal]);
    }
    return { vanishedValues, newValues: byIndexOrder(newValues) };
  }
}

/** Neighbours in the index are then written one after the other, to pages that are at hand: half the time of any order. */
function byIndexOrder(values: BatchRow[]): BatchRow[] {
  if (values.length < worthSorting) return values;
  const byAttribute = new Map<unknown, BatchRow[]>();
  for (const row of values) {
    const known = byAttribute.get(row[0]);
    if (known === undefined) byAttribute.set(row[0], [row]);
    else known.push(row);
  }
  return [...byAttribute.values()].flatMap((rows) => rows.sort(byValue));
}

/** Of texts; their order need not be that of the database. */
function byValue([, one]: BatchRow, [, other]: BatchRow): number {
  if (one === other) return 0;
  return String(one) < String(other) ? -1 : 1;
}

const worthSorting = 200;

function outcomeOf(entry: Entry, planned: PlannedEntry | undefined): AppendOutcome {
  return planned?.repeated === true ? { kind: 'appended', entry, repeated: true } : { kind: 'appended', entry };
}

function entryRow({ number, position, key, blobHash, recordedAt, recordedBy }: Entry): BatchRow {
  return [number, position, key, Buffer.from(blobHash, 'hex'), recordedAt, recordedBy];
}
