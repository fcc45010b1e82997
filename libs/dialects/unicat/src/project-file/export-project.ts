import {
  type Account,
  type AccountStore,
  type ActorId,
  blobHash,
  type CollectionName,
  type Entry,
  type FileHash,
  type FileStore,
  InvalidRecord,
  type LogPosition,
  type RecordStore,
  type Space,
  type StoredBlob,
  textOf,
} from '#records';
import { fileAttribute } from '../mapping/asset-log.js';
import { assetCollection, publicationCollection, recordRegister } from '../mapping/collections.js';
import { registerPlaceholder, renameRegister } from './neutral-names.js';
import { type FileAccount, type FileEntry, fileFormat, writeLine } from './project-file.js';

const pageSize = 1000;

/** Collections whose entries name files. */
const namingFiles: ReadonlySet<CollectionName> = new Set([assetCollection, publicationCollection]);

/** Writes a whole project: its members, its files, and its log from the first entry to the last (docs/adr/0033). */
export class ExportProject {
  constructor(
    private readonly store: RecordStore,
    private readonly accounts: AccountStore,
    private readonly files: FileStore,
  ) {}

  /**
   * Lines in pieces of a convenient size. What is written meanwhile is not part of it.
   * @throws InvalidRecord for a space of another dialect
   * @throws StorageUnavailable where files cannot be read
   */
  async *execute(space: Space): AsyncGenerator<string> {
    if (space.birth !== 'unicat') throw new InvalidRecord(`Space ${space.id} is no Unicat project`);
    const { gid, visibility, title, createdAt } = space;
    const { position: end } = await this.store.latest(space.id).spaceHead();
    const told = new KnownAccounts(this.accounts, space);
    const written = new Set<FileHash>();
    yield writeLine({ format: fileFormat, space: { gid, visibility, title, createdAt } }) + (await told.members());
    for (let after = 0; after < end; ) {
      const page = await this.readPage(space, after, end);
      const last = page.at(-1);
      if (last === undefined) return;
      for (const hash of filesNamed(page)) {
        if (!written.has(hash)) yield* this.writeFile(hash);
        written.add(hash);
      }
      let text = '';
      for (const { entry, blob } of page)
        text += (await told.line(entry.recordedBy)) + writeLine(await lineOf(space, entry, blob, told));
      yield text;
      after = last.entry.position;
    }
  }

  /** Nothing for a file whose bytes never came. */
  private async *writeFile(hash: FileHash): AsyncGenerator<string> {
    if ((await this.files.size(hash)) === undefined) return;
    let last = Buffer.alloc(0);
    for await (const part of cut(await this.files.read(hash), bytesInPart)) {
      if (last.length > 0) yield writePart(hash, last, true);
      last = part;
    }
    yield writePart(hash, last, false);
  }

  private readPage(space: Space, after: LogPosition, end: LogPosition): Promise<{ entry: Entry; blob: StoredBlob }[]> {
    return this.store.read(space.id, async (reader) => {
      const entries = (await reader.listChanges(after, pageSize)).filter(({ position }) => position <= end);
      const blobs = new Map<CollectionName, ReadonlyMap<string, StoredBlob>>();
      for (const collection of new Set(entries.map((entry) => entry.collection))) {
        const hashes = entries.filter((entry) => entry.collection === collection).map(({ blobHash: hash }) => hash);
        const found = await reader.findBlobs(collection, hashes);
        blobs.set(collection, new Map(found.map((blob) => [blob.hash, blob])));
      }
      return entries.map((entry) => {
        const blob = blobs.get(entry.collection)?.get(entry.blobHash);
        if (blob === undefined) throw new RangeError(`Entry ${entry.position} has no blob`);
        return { entry, blob };
      });
    });
  }
}

function filesNamed(page: readonly { entry: Entry; blob: StoredBlob }[]): readonly FileHash[] {
  return page
    .filter(({ entry }) => namingFiles.has(entry.collection))
    .map(({ blob }) => textOf(blob.fields, fileAttribute))
    .filter((hash) => hash !== undefined);
}

/** A line of half a megabyte in base64. */
const bytesInPart = 384 * 1024;

const writePart = (hash: FileHash, bytes: Buffer, more: boolean): string =>
  writeLine({ file: { hash, bytes: bytes.toString('base64'), more } });

/** The same bytes in parts of a size, but for the last one: however they were read, a file of the project is the same. */
async function* cut(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer<ArrayBuffer>> {
  let part = Buffer.alloc(size);
  let filled = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.subarray(at, at + size - filled);
      part.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < size) continue;
      yield part;
      part = Buffer.alloc(size);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

async function lineOf(space: Space, entry: Entry, { hash, fields }: StoredBlob, told: KnownAccounts): Promise<FileEntry> {
  const { collection, key, recordedAt: at, recordedBy, position } = entry;
  const neutral = renameRegister({ collection, key, fields }, recordRegister(space), registerPlaceholder);
  const by = (await told.find(recordedBy))?.gid ?? null;
  return { entry: { ...neutral, ...(blobHash(fields) === hash ? {} : { hash }), at, by, position } };
}

/** Accounts that the file has told of. */
class KnownAccounts {
  private readonly found = new Map<ActorId, Account | undefined>();
  private readonly told = new Set<string>();

  constructor(
    private readonly accounts: AccountStore,
    private readonly space: Space,
  ) {}

  /** In the order of their gids, since their numbers are others elsewhere. */
  async members(): Promise<string> {
    const members = await this.accounts.listMembers(this.space.id);
    const sorted = members.toSorted((one, other) => (one.account.gid < other.account.gid ? -1 : 1));
    return sorted
      .map(({ account, membership: { role, permissions, details } }) => this.tell(account, { role, permissions, details }))
      .join('');
  }

  /** Of somebody who has written and was not told of yet. */
  async line(actor: ActorId): Promise<string> {
    const account = await this.find(actor);
    return account === undefined || this.told.has(account.gid) ? '' : this.tell(account);
  }

  async find(actor: ActorId): Promise<Account | undefined> {
    if (!this.found.has(actor)) {
      this.found.set(actor, (await this.accounts.findInSpace(Number(actor), this.space.id))?.account);
    }
    return this.found.get(actor);
  }

  private tell({ gid, name, status, profile }: Account, membership?: FileAccount['membership']): string {
    this.told.add(gid);
    return writeLine({ account: { gid, name, status, profile }, ...(membership === undefined ? {} : { membership }) });
  }
}
