import {
  type BlobDigester,
  type BlobHash,
  type CollectionName,
  canonicalJson,
  InvalidRecord,
  type JsonValue,
  type RecordFields,
  RecordNotFound,
  requireStorable,
  type SpaceId,
} from '#records';
import type { TransactionSession } from '../engines/sql-engine.js';
import { statement } from '../engines/statement.js';
import { findBlob } from '../reading/collections.js';
import { deleteAttributeValues, insertAttributeValues } from '../rows/batches.js';
import { type AttributeValue, attributeValues } from '../rows/indexed-value.js';

const setFields = statement('UPDATE blob SET fields = $4 WHERE space = $1 AND collection = $2 AND hash = $3');
const raiseRevision = statement('UPDATE collection SET revision = revision + 1 WHERE space = $1 AND collection = $2');
/** Records whose latest blob it is, found through a value that the blob has. */
const recordsOfBlob = statement(
  `SELECT r.ordinal FROM attribute_value a JOIN record r ON r.space = $1 AND r.collection = $2 AND r.ordinal = a.ordinal
   WHERE a.space = $1 AND a.collection = $2 AND a.attribute = $3 AND a.value = $4 AND r.blob_hash = $5`,
);

/**
 * Stores the redacted form of a blob under the hashes it has, and takes the removed values out of the index.
 * @throws InvalidRecord where the object hash would change
 * @throws RecordNotFound
 */
export async function redactBlob(
  session: TransactionSession,
  space: SpaceId,
  collection: CollectionName,
  hash: BlobHash,
  fields: RecordFields,
  digester: BlobDigester,
): Promise<void> {
  requireStorable(fields);
  const blob = await findBlob(session, space, collection, { hash });
  if (blob === undefined) throw new RecordNotFound(collection, hash);
  if (digester.digest(fields).toString('hex') !== blob.objectHash) {
    throw new InvalidRecord('A redaction must not change the object hash');
  }
  await session.run(setFields, [space, collection, Buffer.from(hash, 'hex'), canonicalJson(fields as JsonValue)]);
  await session.run(raiseRevision, [space, collection]);
  await moveIndex(session, space, collection, hash, attributeValues(blob.fields), attributeValues(fields));
}

type Values = ReadonlyMap<string, AttributeValue>;

async function moveIndex(
  session: TransactionSession,
  space: SpaceId,
  collection: CollectionName,
  hash: BlobHash,
  before: Values,
  after: Values,
): Promise<void> {
  const gone = [...before].filter(([name]) => !after.has(name)).map(([, value]) => value);
  const added = [...after].filter(([name]) => !before.has(name)).map(([, value]) => value);
  const [first] = gone;
  if (first === undefined) return;
  const rows = await session.all<{ ordinal: number }>(recordsOfBlob, [
    ...[space, collection, first.attribute, first.value],
    Buffer.from(hash, 'hex'),
  ]);
  const scope = [space, collection];
  for (const { ordinal } of rows) {
    const vanished = gone.map(({ attribute, value }) => [attribute, value, ordinal]);
    await session.runBatch(deleteAttributeValues, scope, vanished);
    const arrived = added.map(({ attribute, value, number }) => [attribute, value, ordinal, number]);
    await session.runBatch(insertAttributeValues, scope, arrived);
  }
}
