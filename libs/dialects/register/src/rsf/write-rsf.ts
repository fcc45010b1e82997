import type { Entry, StoredBlob } from '#records';
import { serializeTimestamp } from '../serializers/timestamp.js';

/** Media type of RSF as downloads send it, and the later proposal (contract §7). */
export const rsfTypes = { download: 'application/uk-gov-rsf', archive: 'application/vnd.rsf' } as const;

/** `add-item`, with the line's end. A redacted item no longer hashes to what its entries say (contract §1.5). */
export function writeItem({ canonical }: Pick<StoredBlob, 'canonical'>): string {
  return `add-item\t${canonical}\n`;
}

export function writeEntry(log: 'user' | 'system', { key, recordedAt, blobHash }: Entry): string {
  return `append-entry\t${log}\t${key}\t${serializeTimestamp(recordedAt)}\tsha-256:${blobHash}\n`;
}

/** @param root digest over the user log (contract §6.1) */
export function writeRoot(root: Buffer): string {
  return `assert-root-hash\tsha-256:${root.toString('hex')}\n`;
}
