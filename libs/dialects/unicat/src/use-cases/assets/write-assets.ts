import {
  AccessDenied,
  type Clock,
  type EntryDraft,
  type Instant,
  type RecordFields,
  type RecordStore,
  type WriteTransaction,
} from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { assetFields, endedFields, type StoredAsset } from '../../mapping/asset-log.js';
import { assetCollection, publicationCollection } from '../../mapping/collections.js';
import { endDateOf } from '../../mapping/register-attributes.js';
import type { FolderInfo } from '../../wire/asset.js';
import type { Timestamp } from '../../wire/project.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';

/**
 * Who may change assets, and decide who may see their files: members that may write.
 * @throws AccessDenied
 * @throws NotPossible in a space of another dialect, which knows no assets
 */
export function requireAssetWriter({ space, membership }: ProjectMember): void {
  if (membership.role === 'read') throw new AccessDenied('May only read the project');
  if (space.birth !== 'unicat') throw new NotPossible();
}

/** Runs `work` in one write of the project; what it puts is appended when it ends. */
export function writeAssets<T>(
  store: RecordStore,
  clock: Clock,
  member: ProjectMember,
  work: (changes: AssetChanges) => Promise<T>,
): Promise<T> {
  requireAssetWriter(member);
  return store.write(member.space.id, async (tx) => {
    const changes = new AssetChanges(tx, member, clock.now());
    const result = await work(changes);
    await changes.append();
    return result;
  });
}

/** What one write does to the assets: nothing is appended before the end, and each asset once. */
export class AssetChanges {
  readonly tree: AssetTree;
  private readonly drafts = new Map<string, Pick<EntryDraft, 'collection' | 'key' | 'fields'>>();

  constructor(
    readonly tx: WriteTransaction,
    private readonly member: ProjectMember,
    private readonly now: Instant,
  ) {
    this.tree = new AssetTree(tx, member.space);
  }

  get timestamp(): Timestamp {
    return this.now / 1000;
  }

  put(asset: StoredAsset): void {
    this.add(assetCollection, asset.document.gid, assetFields(asset));
  }

  /** For good. */
  end(gid: Gid): void {
    this.add(assetCollection, gid, endedFields(endDateOf(this.timestamp)));
  }

  publish(key: string, fields: RecordFields): void {
    this.add(publicationCollection, key, fields);
  }

  async append(): Promise<void> {
    const { now: recordedAt, member } = this;
    const recordedBy = String(member.account.id);
    await this.tx.appendAll([...this.drafts.values()].map((draft) => ({ ...draft, recordedAt, recordedBy })));
  }

  private add(collection: string, key: string, fields: RecordFields): void {
    this.drafts.set(`${collection} ${key}`, { collection, key, fields });
  }
}

/** A folder with one asset more or less in it. */
export function countChild(folder: StoredAsset, child: StoredAsset, by: 1 | -1): StoredAsset {
  const { document } = folder;
  const { filecount, foldercount } = document.info as FolderInfo;
  const info = child.document.is_file ? { filecount: filecount + by, foldercount } : { filecount, foldercount: foldercount + by };
  return { ...folder, document: { ...document, childcount: document.childcount + by, info } };
}

/**
 * A folder that takes something in.
 * @throws NotPossible for a file, and for what is deleted
 */
export function requireOpenFolder(folder: StoredAsset): StoredAsset {
  if (folder.document.is_file || folder.document.status === 'deleted') throw new NotPossible();
  return folder;
}

/** @throws NotPossible for the root, which always is where it is */
export function requireFolderOf({ folder }: StoredAsset): Gid {
  if (folder === null) throw new NotPossible();
  return folder;
}

/** The pathname of something in a folder. */
export function pathnameIn(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
