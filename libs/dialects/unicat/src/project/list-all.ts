import type { CollectionName, RecordReader, StoredRecord } from '#records';

const pageSize = 1000;

/** All records of a small collection, in order of first appearance. */
export async function listAll(reader: RecordReader, collection: CollectionName): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (;;) {
    const after = records.at(-1)?.ordinal;
    const { items, more } = await reader.listRecords(collection, { limit: pageSize, ...(after === undefined ? {} : { after }) });
    records.push(...items);
    if (!more) return records;
  }
}
