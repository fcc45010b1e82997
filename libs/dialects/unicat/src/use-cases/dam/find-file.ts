import { type FileHash, type FileStore, RecordNotFound } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import { assetCollection } from '../../mapping/collections.js';
import type { StoragePathname } from '../../mapping/storage-pathname.js';
import type { AssetTree } from '../assets/asset-tree.js';

/** The extension as the client cuts it off the name, with its dot. */
export function extensionIn(name: string): string {
  return /[^.](\.[^.]*)$/.exec(name)?.[1] ?? '';
}

/**
 * The asset of a storage pathname, in the version that it names.
 * @throws RecordNotFound where there is no such asset or version
 * @throws NotPossible for a folder
 */
export async function findFile(tree: AssetTree, { gid, version, extension }: StoragePathname): Promise<StoredAsset> {
  const asset = await tree.get(gid);
  const { document } = asset;
  if (!document.is_file) throw new NotPossible();
  if (document.version !== version || extensionIn(document.name) !== extension) {
    throw new RecordNotFound(assetCollection, `${gid}~${version}${extension}`);
  }
  return asset;
}

/**
 * The bytes of an asset that may be shown.
 * @throws NotPossible where it is deleted, or its bytes were never uploaded
 */
export async function requireBytes(files: FileStore, { document, file }: StoredAsset): Promise<FileHash> {
  if (document.status === 'deleted') throw new NotPossible('The asset is deleted');
  if (file === undefined || (await files.size(file)) === undefined) throw new NotPossible('The file of the asset is not stored');
  return file;
}
