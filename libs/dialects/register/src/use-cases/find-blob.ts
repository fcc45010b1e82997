import type { CollectionName, LogReader, StoredBlob } from '#records';

const identifierForm = /^(1220|sha-256:)([0-9a-f]{64})$/;

/**
 * Finds the blob that a text names: `sha-256:` and the item digest, or `1220` and the item digest or the object hash
 * (contract §3.6).
 */
export async function findBlobByIdentifier(
  reader: LogReader,
  collection: CollectionName,
  identifier: string,
): Promise<StoredBlob | undefined> {
  const [, prefix, digest] = identifierForm.exec(identifier) ?? [];
  if (digest === undefined) return undefined;
  const byItem = await reader.findBlob(collection, { hash: digest });
  return byItem !== undefined || prefix === 'sha-256:' ? byItem : reader.findBlob(collection, { objectHash: digest });
}
