import {
  type BlobHash,
  type CollectionSchema,
  type RecordFields,
  type RecordKey,
  type RecordReader,
  readSchema,
  rightEdge,
  rootAt,
  type SpaceId,
  systemCollection,
  type Tile,
  TreeAppender,
} from '#records';
import { itemDigestTree, type LeafEntry } from '../hashing/leaf-hashers.js';
import { listAll } from '../schema/list-all.js';

/** What is stored of a register before a log is applied to it. */
interface StoredRegister {
  /** Number of user entries. */
  readonly entries: number;
  /** Tiles of `rightEdge(entries)`, in that order. */
  readonly edge: readonly Tile[];
  readonly system: ReadonlyMap<RecordKey, RecordFields>;
  /** Blob hash of the latest user entry, by key. */
  readonly latest: ReadonlyMap<RecordKey, BlobHash>;
  findItem(digest: BlobHash): Promise<RecordFields | undefined>;
}

/** A register while a log is being applied to it: what is stored, and on top of that what the log has added so far. */
export class RegisterState {
  /** Number of user entries. */
  size: number;
  private readonly latest: Map<RecordKey, BlobHash>;
  private readonly system: Map<RecordKey, RecordFields>;
  private readonly tree: TreeAppender;
  private readonly tiles: Map<string, Tile>;
  /** Read when first asked for, and again after each system entry. */
  private current: { readonly schema: CollectionSchema | undefined } | undefined;

  constructor(
    readonly register: SpaceId,
    private readonly stored: StoredRegister,
  ) {
    const { entries, edge, system, latest } = stored;
    this.size = entries;
    this.latest = new Map(latest);
    this.system = new Map(system);
    this.tree = new TreeAppender(entries, edge);
    this.tiles = new Map(rightEdge(entries).map((address, at) => [nameOf(address), edge[at] ?? noTile]));
  }

  static empty(register: SpaceId): RegisterState {
    return new RegisterState(register, {
      entries: 0,
      edge: [],
      system: new Map(),
      latest: new Map(),
      findItem: () => Promise.resolve(undefined),
    });
  }

  /** @param keys those of user entries that the log is going to append */
  static async read(reader: RecordReader, register: SpaceId, keys: readonly RecordKey[]): Promise<RegisterState> {
    const log = systemCollection(register);
    const { entries } = await reader.head(register);
    const system = await listAll(reader, log);
    const records = await reader.findRecords(register, keys);
    return new RegisterState(register, {
      entries,
      edge: await reader.readTiles(register, itemDigestTree.tree, rightEdge(entries)),
      system: new Map(system.map(({ key, fields }) => [key, fields])),
      latest: new Map(records.map(({ key, blobHash }) => [key, blobHash])),
      findItem: async (hash) => ((await reader.findBlob(register, { hash })) ?? (await reader.findBlob(log, { hash })))?.fields,
    });
  }

  /** Blob hash of the key's latest user entry. */
  latestOf(key: RecordKey): BlobHash | undefined {
    return this.latest.get(key);
  }

  /** An item that is stored already. */
  findItem(digest: BlobHash): Promise<RecordFields | undefined> {
    return this.stored.findItem(digest);
  }

  appendUser(entry: Omit<LeafEntry, 'number' | 'objectHash'>): void {
    this.size += 1;
    this.latest.set(entry.key, entry.blobHash);
    this.tree.append(itemDigestTree.hash({ ...entry, number: this.size }));
  }

  appendSystem(key: RecordKey, fields: RecordFields): void {
    this.system.set(key, fields);
    this.current = undefined;
  }

  systemFields(key: RecordKey): RecordFields | undefined {
    return this.system.get(key);
  }

  /** The schema in force; undefined while the register is not defined. */
  schema(): CollectionSchema | undefined {
    this.current ??= {
      schema: readSchema(
        this.register,
        [...this.system].map(([key, fields]) => ({ key, fields })),
      ),
    };
    return this.current.schema;
  }

  /** Root hash of the user log, 64 hex digits (contract §6.1). Needs the right edge of the tree only. */
  async rootHash(): Promise<string> {
    this.keepTiles();
    const root = await rootAt(this.size, async (wanted) => wanted.map((address) => this.tiles.get(nameOf(address)) ?? noTile));
    return root.toString('hex');
  }

  private keepTiles(): void {
    for (const { address, tile } of this.tree.takeChanged()) this.tiles.set(nameOf(address), tile);
  }
}

const noTile: Tile = Buffer.alloc(0);

function nameOf({ level, index }: { readonly level: number; readonly index: number }): string {
  return `${level}/${index}`;
}
