import {
  type CollectionName,
  type ReadingPolicy,
  type RecordReader,
  type Reference,
  type StoredRecord,
  textOf,
  withoutFields,
} from '#records';

/**
 * Records with these ids as a reader sees them: those hidden from him left out, withheld values taken out. One statement,
 * and one for each kind of reference that the policy asks for.
 */
export async function findSeenRecords(
  reader: RecordReader,
  policy: ReadingPolicy,
  collection: CollectionName,
  ids: readonly string[],
): Promise<StoredRecord[]> {
  const records = await reader.findRecords(collection, ids, 'id');
  if (records.length === 0) return [];
  const references: Resolved[] = [];
  // In turn: a snapshot is one connection.
  for (const reference of policy.references(collection)) references.push(await resolve(reader, records, reference));
  return records.flatMap((record): StoredRecord[] => {
    const resolved = Object.fromEntries(
      references.map(({ attribute, targets }) => [attribute, targets.get(textOf(record.fields, attribute) ?? '')]),
    );
    const { hidden, withheld } = policy.judge({ record, references: resolved });
    if (hidden) return [];
    return [withheld.length === 0 ? record : { ...record, fields: withoutFields(record.fields, withheld) }];
  });
}

interface Resolved {
  readonly attribute: string;
  readonly targets: ReadonlyMap<string, StoredRecord>;
}

async function resolve(
  reader: RecordReader,
  records: readonly StoredRecord[],
  { attribute, collection }: Reference,
): Promise<Resolved> {
  const keys = records.map(({ fields }) => textOf(fields, attribute)).filter((key) => key !== undefined);
  const targets = await reader.findRecords(collection, keys);
  return { attribute, targets: new Map(targets.map((target) => [target.key, target])) };
}

/** How many records of a collection a reader sees. */
export async function countSeenRecords(reader: RecordReader, policy: ReadingPolicy, collection: CollectionName): Promise<number> {
  const where = policy.visible(collection);
  if (where === undefined) return 0;
  const [only, ...others] = where;
  if (only === undefined) return (await reader.head(collection)).records;
  if (others.length === 0 && 'equals' in only) {
    return (await reader.countReferrers(collection, only.attribute, [only.equals])).get(only.equals) ?? 0;
  }
  return reader.countRecords(collection, { where });
}

/** Ids of the records of a collection that a reader sees, in order of first appearance. */
export async function listSeenRecords(
  reader: RecordReader,
  policy: ReadingPolicy,
  collection: CollectionName,
  top: number,
  limit: number,
): Promise<string[]> {
  const where = policy.visible(collection);
  if (where === undefined) return [];
  const range = where.length === 0 ? { orderBy: 'rank' as const, after: top } : { skip: top };
  const { items } = await reader.listRecords(collection, { where, limit, ...range });
  return items.map(({ id }) => id);
}
