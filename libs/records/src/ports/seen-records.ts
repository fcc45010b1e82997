import type { StoredRecord } from '../domain/entry.js';
import type { CollectionName } from '../domain/identifiers.js';
import { textOf } from '../domain/record-fields.js';
import { asSeen, type ReadingPolicy, type redactFields } from './reading-policy.js';
import type { RecordReader } from './record-store.js';

/**
 * Records as a reader sees them, without those that are hidden from him; what the policy needs beside them comes in one
 * statement per reference.
 */
export async function seenRecords(
  policy: ReadingPolicy,
  reader: RecordReader,
  collection: CollectionName,
  records: readonly StoredRecord[],
  withhold: typeof redactFields,
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
    return asSeen(policy, { record, references, watched: 0 }, withhold) ?? [];
  });
}
