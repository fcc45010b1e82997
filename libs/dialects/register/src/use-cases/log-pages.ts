import { setImmediate } from 'node:timers/promises';
import type { CollectionName, Entry, EntryNumber, RecordReader, StoredBlob } from '#records';

/** A log got shorter while it was being read: it was erased. What was read of it is of no use. */
export class LogErased extends Error {
  constructor(collection: CollectionName) {
    super(`The log ${collection} was erased while it was being read`);
    this.name = 'LogErased';
  }
}

/** Entries or blobs at a time: little enough that others get their turn, and that nobody's memory is filled. */
const pageSize = 500;

type ReadPage<T> = (after: number, limit: number) => Promise<readonly T[]>;

/** Pages of what is numbered without gaps: those beyond `after`, up to `last`. */
async function* pages<T>(
  collection: CollectionName,
  after: number,
  last: number,
  read: ReadPage<T>,
): AsyncGenerator<readonly T[]> {
  for (let at = after; at < last; at += pageSize) {
    const limit = Math.min(pageSize, last - at);
    const page = await read(at, limit);
    if (page.length < limit) throw new LogErased(collection);
    yield page;
    // A database within the process answers at once, and a fast client takes at once.
    await setImmediate();
  }
}

/**
 * The entries numbered beyond `after`, up to `last`. Each page is read by itself: no snapshot waits for a slow client.
 * @throws LogErased
 */
export function entryPages(
  reader: RecordReader,
  collection: CollectionName,
  after: EntryNumber,
  last: EntryNumber,
): AsyncGenerator<readonly Entry[]> {
  return pages(collection, after, last, (at, limit) => reader.listEntries(collection, at + 1, limit));
}

/**
 * The first `count` blobs of a log, in order of first use.
 * @throws LogErased
 */
export function blobPages(
  reader: RecordReader,
  collection: CollectionName,
  count: number,
): AsyncGenerator<readonly StoredBlob[]> {
  return pages(collection, 0, count, (at, limit) => reader.listBlobs(collection, at, limit));
}

/**
 * The blobs of a range of entries in order of first use there, each once.
 * @param count of all blobs in the log, when the range was chosen: one bit is kept for each
 * @throws LogErased
 */
export async function* blobPagesOf(
  reader: RecordReader,
  collection: CollectionName,
  after: EntryNumber,
  last: EntryNumber,
  count: number,
): AsyncGenerator<readonly StoredBlob[]> {
  const seen = new Uint8Array(Math.ceil((count + 1) / 8));
  for await (const entries of entryPages(reader, collection, after, last)) {
    const found = await reader.findBlobs(
      collection,
      entries.map(({ blobHash }) => blobHash),
    );
    const byHash = new Map(found.map((blob) => [blob.hash, blob]));
    const fresh: StoredBlob[] = [];
    for (const { blobHash } of entries) {
      const blob = byHash.get(blobHash);
      if (blob === undefined || blob.rank > count) throw new LogErased(collection);
      if (mark(seen, blob.rank)) fresh.push(blob);
    }
    yield fresh;
  }
}

/** @returns whether the bit was not set before */
function mark(bits: Uint8Array, at: number): boolean {
  const [index, bit] = [at >> 3, 1 << (at & 7)];
  const before = bits[index] ?? 0;
  bits[index] = before | bit;
  return (before & bit) === 0;
}
