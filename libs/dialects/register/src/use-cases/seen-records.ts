import {
  asSeen,
  type CollectionName,
  openPolicy,
  type ReadingPolicy,
  type RecordReader,
  redactFields,
  type StoredBlob,
  type StoredRecord,
  textOf,
} from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';

/** The records as the reader sees them; what the policy needs beside them comes in one statement per reference. */
export async function seenRecords(
  policy: ReadingPolicy,
  reader: RecordReader,
  collection: CollectionName,
  records: readonly StoredRecord[],
): Promise<StoredRecord[]> {
  const known = new Map<string, ReadonlyMap<string, StoredRecord>>();
  for (const { attribute, collection: target } of policy.references(collection)) {
    const keys = new Set(records.flatMap(({ fields }) => textOf(fields, attribute) ?? []));
    const found = keys.size === 0 ? [] : await reader.findRecords(target, [...keys]);
    known.set(attribute, new Map(found.map((record) => [record.key, record])));
  }
  return records.flatMap((record) => {
    const references = Object.fromEntries(
      [...known].map(([attribute, byKey]) => [attribute, byKey.get(textOf(record.fields, attribute) ?? '')]),
    );
    return asSeen(policy, { record, references, watched: 0 }, redactFields) ?? [];
  });
}

/**
 * The blobs as the reader sees them: those of records that are hidden from him now, or were when the blob was written, are
 * left out. A blob names its record in the primary key attribute.
 */
export async function seenBlobs(
  policy: ReadingPolicy,
  reader: RecordReader,
  { name, collection }: RegisterPlace,
  blobs: readonly StoredBlob[],
): Promise<readonly StoredBlob[]> {
  if (policy === openPolicy) return blobs;
  const keyed = blobs.flatMap((blob) => {
    const key = textOf(blob.fields, name);
    return key === undefined ? [] : [{ blob, key }];
  });
  const records = await reader.findRecords(
    collection,
    keyed.map(({ key }) => key),
  );
  const visible = new Map((await seenRecords(policy, reader, collection, records)).map((record) => [record.key, record]));
  // The hash stands for the blob, so that it can be told which of them were left out.
  const past = keyed.flatMap(({ blob: { hash, fields }, key }): StoredRecord[] => {
    const record = visible.get(key);
    return record === undefined ? [] : [{ ...record, blobHash: hash, fields }];
  });
  const seen = new Map((await seenRecords(policy, reader, collection, past)).map(({ blobHash, fields }) => [blobHash, fields]));
  return blobs.flatMap((blob) => {
    const fields = seen.get(blob.hash);
    return fields === undefined ? [] : [{ ...blob, fields }];
  });
}
