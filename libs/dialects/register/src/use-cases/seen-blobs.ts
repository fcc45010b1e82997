import {
  openPolicy,
  type ReadingPolicy,
  type RecordReader,
  redactFields,
  type StoredBlob,
  type StoredRecord,
  seenRecords,
  textOf,
} from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';

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
  const visible = new Map(
    (await seenRecords(policy, reader, collection, records, redactFields)).map((record) => [record.key, record]),
  );
  // The hash stands for the blob, so that it can be told which of them were left out.
  const past = keyed.flatMap(({ blob: { hash, fields }, key }): StoredRecord[] => {
    const record = visible.get(key);
    return record === undefined ? [] : [{ ...record, blobHash: hash, fields }];
  });
  const seen = new Map(
    (await seenRecords(policy, reader, collection, past, redactFields)).map(({ blobHash, fields }) => [blobHash, fields]),
  );
  return blobs.flatMap((blob) => {
    const fields = seen.get(blob.hash);
    return fields === undefined ? [] : [{ ...blob, fields }];
  });
}
