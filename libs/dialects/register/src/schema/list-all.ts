import type { CollectionName, RecordReader, StoredRecord } from '#records';

const pageSize = 1000;

/** All records of a collection that is known to be small, such as a system log. */
export async function listAll(reader: RecordReader, collection: CollectionName): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (let more = true, after = 0; more; after = records.at(-1)?.ordinal ?? after) {
    const page = await reader.listRecords(collection, { after, limit: pageSize });
    records.push(...page.items);
    ({ more } = page);
  }
  return records;
}
