import type { FileHash } from '#records';
import type { StoredAsset } from '../../mapping/asset-log.js';
import { serialNames } from '../../mapping/asset-name.js';
import type { AssetDocument } from '../../wire/asset.js';
import { emptyTexts } from './asset-tree.js';
import { type AssetChanges, countChild, pathnameIn } from './write-assets.js';

export type NewAsset = Pick<AssetDocument, 'gid' | 'name' | 'is_file' | 'type' | 'info'> & { readonly file?: FileHash };

/** Puts a new asset into a folder, under the first free form of its name. */
export async function placeAsset(
  changes: AssetChanges,
  folder: StoredAsset,
  { file, ...draft }: NewAsset,
): Promise<{ readonly asset: StoredAsset; readonly folder: StoredAsset }> {
  const name = await freeName(changes, folder, draft.name);
  const none = emptyTexts(await changes.tree.languages());
  const document: AssetDocument = {
    ...draft,
    name,
    version: 1,
    pathname: pathnameIn(folder.document.pathname, name),
    path: folder.document.pathname,
    childcount: 0,
    status: 'published',
    transforms: null,
    title: none,
    description: none,
    created_on: changes.timestamp,
    updated_on: changes.timestamp,
  };
  const asset: StoredAsset = { document, folder: folder.document.gid, file };
  const counted = countChild(folder, asset, 1);
  changes.put(counted);
  changes.put(asset);
  return { asset, folder: counted };
}

/** Names that are looked up at first, and at most, in one go: nearly always the first one is free. */
const [fewNames, mostNames] = [1, 512];

/** Deleted assets keep their names: they may come back. */
export async function freeName(changes: AssetChanges, folder: StoredAsset, wanted: string): Promise<string> {
  const names = serialNames(wanted);
  for (let count = fewNames; ; count = Math.min(count * 8, mostNames)) {
    const candidates = Array.from({ length: count }, () => names.next().value);
    const pathnameOf = (name: string): string => pathnameIn(folder.document.pathname, name);
    const taken = await changes.tree.takenPathnames(candidates.map(pathnameOf));
    const free = candidates.find((name) => !taken.has(pathnameOf(name)));
    if (free !== undefined) return free;
  }
}
