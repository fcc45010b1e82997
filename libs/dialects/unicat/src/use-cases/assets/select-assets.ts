import type { StoredAsset } from '../../mapping/asset-log.js';
import type { SelectionPart } from '../../project/selection.js';
import type { Gid } from '../../wire/schema.js';
import type { AssetTree } from './asset-tree.js';
import { searchAssets } from './search-assets.js';

/**
 * All of a selection: every asset once, in its order (contract §4.4).
 * @param now seconds since the Unix epoch
 * @throws SearchError
 */
export async function selectAssets(tree: AssetTree, parts: readonly SelectionPart[], now: number): Promise<StoredAsset[]> {
  const selected = new Map<Gid, StoredAsset>();
  for (const part of parts) {
    for (const asset of await selectPart(tree, part, now)) {
      const { gid } = asset.document;
      const excluded = part.kind !== 'records' && part.exclude.has(gid);
      if (!excluded && !selected.has(gid)) selected.set(gid, asset);
    }
  }
  return [...selected.values()];
}

async function selectPart(tree: AssetTree, part: SelectionPart, now: number): Promise<readonly StoredAsset[]> {
  switch (part.kind) {
    case 'records': {
      const found = await tree.find(part.gids);
      return part.gids.map((gid) => found.get(gid)).filter((asset) => asset !== undefined);
    }
    case 'children':
      return tree.children(part.parent);
    case 'search':
      return searchAssets(await tree.all(), part.query, now);
  }
}
