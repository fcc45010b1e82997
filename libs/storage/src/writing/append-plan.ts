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
import type { CurrentRecord, KnownBlobs } from './read-current.js';
import { requireIndexable } from './require-indexable.js';

/** A record as it will be after the drafts, beside what it was before. */
interface PlannedRecord {
  readonly ordinal: number;
  readonly rank: number;
  version: number;
  blobHash: BlobHash;
  /** The entry that comes last; undefined as long as none touched the record. */
  latest: PlannedEntry | undefined;
  readonly before: CurrentRecord | undefined;
}

interface PlannedEntry {
  readonly draft: EntryDraft;
  readonly canonical: string;
  readonly hash: BlobHash;
  /** The hash as the tables hold it. */
  readonly bytes: Buffer;
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
    const entry = { draft, canonical, hash, bytes: Buffer.from(hash, 'hex'), number, position, repeated };
    this.planned.push(entry);
    if (record === undefined) this.addRecord(entry);
    else Object.assign(record, { version: number, blobHash: hash, latest: entry });
    return undefined;
  }

  /** Hashes of all blobs that the planned entries point to. */
  get hashes(): readonly BlobHash[] {
    return [...new Set(this.planned.map(({ hash }) => hash))];
  }

  /** Turns the plan into rows and lets the log grow by them. */
  carryOut(known: KnownBlobs, digester: BlobDigester): { rows: PlannedRows; outcomes: AppendOutcome[] } {
    const objectHashes = new Map([...known].map(([hash, { objectHash }]) => [hash, objectHash]));
    const blobs: BatchRow[] = [];
    const entries = this.planned.map(({ draft, canonical, hash, bytes, number, position }): Entry => {
      let objectHash = objectHashes.get(hash);
      if (objectHash === undefined) {
        const digest = digester.digest(draft.fields);
        objectHash = digest.toString('hex');
        objectHashes.set(hash, objectHash);
        blobs.push([bytes, this.log.blobs + blobs.length + 1, digest, canonical]);
      }
      const { collection, key, recordedAt, recordedBy } = draft;
      return { space: this.space, collection, key, number, position, blobHash: hash, objectHash, recordedAt, recordedBy };
    });
    const rows = { blobs, entries: this.planned.map(entryRow), records: this.recordRows(), ...this.valueRows(known) };
    this.log.grow(entries, this.newRecords, blobs.length);
    return { rows, outcomes: entries.map((entry, at) => outcomeOf(entry, this.planned[at])) };
  }

  private addRecord(entry: PlannedEntry): void {
    this.newRecords += 1;
    const { draft, hash, number } = entry;
    const rank = this.log.records + this.newRecords;
    this.records.set(draft.key, { ordinal: number, rank, version: number, blobHash: hash, latest: entry, before: undefined });
  }

  private recordRows(): BatchRow[] {
    const rows: BatchRow[] = [];
    for (const [key, { ordinal, rank, version, latest }] of this.records) {
      if (latest === undefined) continue;
      const { bytes, draft } = latest;
      const id = recordId(this.space, this.log.name, key);
      rows.push([key, ordinal, rank, version, id, bytes, draft.recordedAt, draft.recordedBy]);
    }
    return rows;
  }

  /** Only the difference to the blob before is written: most changes touch few attributes. */
  private valueRows(known: KnownBlobs): Pick<PlannedRows, 'vanishedValues' | 'newValues'> {
    const vanishedValues: BatchRow[] = [];
    const newValues: BatchRow[] = [];
    for (const { ordinal, latest, before } of this.records.values()) {
      if (latest === undefined) continue;
      // A blob that is there already is shown as it is stored: what was redacted does not come back with a draft.
      const after = attributeValues(known.get(latest.hash)?.fields ?? latest.draft.fields);
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

function entryRow({ number, position, bytes, draft: { key, recordedAt, recordedBy } }: PlannedEntry): BatchRow {
  return [number, position, key, bytes, recordedAt, recordedBy];
}
