import { Inject, Injectable } from '@nestjs/common';
import {
  type CollectionHead,
  type CollectionName,
  type EntryNumber,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordReader,
  type RecordStore,
  rootAt,
  type StoredBlob,
  systemCollection,
} from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { UnexpectedParameter } from '../errors/register-errors.js';
import { itemDigestTree } from '../hashing/leaf-hashers.js';
import { writeEntry, writeItem, writeRoot } from '../rsf/write-rsf.js';
import { blobPages, blobPagesOf, entryPages, LogErased } from './log-pages.js';
import { requireWholeLog } from './require-whole-log.js';

/** Sizes of the user log: the entries after the first up to the second, which is the present size where it is left out. */
export interface LogRange {
  readonly from: EntryNumber;
  readonly to: EntryNumber | undefined;
}

/** A range that lies in the log, with what is needed to write it, all of one moment. */
interface Slice {
  readonly from: EntryNumber;
  readonly to: EntryNumber;
  readonly user: CollectionHead;
  readonly system: CollectionHead;
  /** Root hashes at both sizes (contract §6.1). */
  readonly opening: Buffer;
  readonly closing: Buffer;
}

const nothing: CollectionHead = { entries: 0, records: 0, blobs: 0, revision: 0 };

/** A log as RSF (contract §3.12, §7), in pieces of many lines. The memory it takes does not grow with the log. */
@Injectable()
export class ExportLog {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
  ) {}

  /**
   * Everything that is wrong with the request is thrown before the first piece.
   * @throws AccessDenied where something may be withheld from the reader
   * @throws UnexpectedParameter unless 0 ≤ from ≤ to ≤ present size
   * @throws LogErased
   */
  async *execute(register: MountedRegister, range: LogRange): AsyncGenerator<string> {
    requireWholeLog(this.policies, register);
    const slice = await this.store.read(register.space.id, (snapshot) => this.cut(snapshot, register, range));
    const { from, to, opening, closing } = slice;
    if (from < to || to === 0) {
      yield writeRoot(opening);
      yield* this.lines(register, slice);
    }
    yield writeRoot(closing);
  }

  private async cut(snapshot: RecordReader, { collection }: MountedRegister, range: LogRange): Promise<Slice> {
    const { collections } = await snapshot.spaceHead();
    const user = collections.get(collection) ?? nothing;
    const system = collections.get(systemCollection(collection)) ?? nothing;
    const { from, to = user.entries } = range;
    if (to > user.entries) throw new UnexpectedParameter('to', `must be at most ${user.entries}`);
    if (from < 0 || from > to) throw new UnexpectedParameter('from', `must be from 0 to ${to}`);
    const [opening, closing] = [await rootOf(snapshot, collection, from), await rootOf(snapshot, collection, to)];
    return { from, to, user, system, opening, closing };
  }

  /** Items before entries, metadata before data; metadata travels from the beginning only. */
  private async *lines({ space, collection }: MountedRegister, slice: Slice): AsyncGenerator<string> {
    const { from, to, user, system, closing } = slice;
    const reader = this.store.latest(space.id);
    const systemLog = systemCollection(collection);
    const metadata = from === 0 ? system : nothing;
    const whole = from === 0 && to === user.entries;
    yield* itemLines(blobPages(reader, systemLog, metadata.blobs));
    yield* itemLines(whole ? blobPages(reader, collection, user.blobs) : blobPagesOf(reader, collection, from, to, user.blobs));
    for await (const page of entryPages(reader, systemLog, 0, metadata.entries)) {
      yield page.map((entry) => writeEntry('system', entry)).join('');
    }
    for await (const page of entryPages(reader, collection, from, to)) {
      yield page.map((entry) => writeEntry('user', entry)).join('');
    }
    // It may have been erased and filled again meanwhile.
    if (!closing.equals(await rootOf(reader, collection, to))) throw new LogErased(collection);
  }
}

async function* itemLines(pages: AsyncIterable<readonly StoredBlob[]>): AsyncGenerator<string> {
  for await (const page of pages) {
    if (page.length > 0) yield page.map(writeItem).join('');
  }
}

function rootOf(reader: RecordReader, collection: CollectionName, size: EntryNumber): Promise<Buffer> {
  return rootAt(size, (addresses) => reader.readTiles(collection, itemDigestTree.tree, addresses));
}
