import type { EntryDraft, RecordFields } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { assetFields, endedFields, type StoredAsset } from '../../mapping/asset-log.js';
import { assetCollection, publicationCollection } from '../../mapping/collections.js';
import { endDateOf } from '../../mapping/register-attributes.js';
import type { ProjectWrite } from '../../project/project-write.js';
import type { ProjectWrites } from '../../project/project-writes.js';
import type { FolderInfo } from '../../wire/asset.js';
import type { Timestamp } from '../../wire/project.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';

/** Runs `work` in one write of the project; what it puts is appended when it ends. */
export function writeAssets<T>(
  writes: ProjectWrites,
  member: ProjectMember,
  work: (changes: AssetChanges) => Promise<T>,
): Promise<T> {
  return writes.execute(member, async (write) => {
    const changes = new AssetChanges(write);
    const result = await work(changes);
    await changes.append();
    return result;
  });
}

/** What one write does to the assets: nothing is appended before the end, and each asset once. */
export class AssetChanges {
  readonly tree: AssetTree;
  private readonly drafts = new Map<string, EntryDraft>();

  constructor(readonly write: ProjectWrite) {
    this.tree = new AssetTree(write.tx, write.space);
  }

  get timestamp(): Timestamp {
    return this.write.now;
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

  append(): Promise<void> {
    return this.write.append([...this.drafts.values()]);
  }

  private add(collection: string, key: string, fields: RecordFields): void {
    this.drafts.set(`${collection} ${key}`, this.write.draft(collection, key, fields));
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
