import type { StoredAsset } from '../mapping/asset-log.js';
import type { Gid } from '../wire/schema.js';
import type { Content } from './envelope.js';

/** An answer about assets: gids in the result, complete assets in the data (contract §5). */
export function assetContent(result: object, assets: Iterable<StoredAsset>): Content {
  const documents = [...assets].map(({ document }) => [document.gid, document] as const);
  return { result, data: JSON.stringify({ assets: Object.fromEntries(documents) }) };
}

export function gidsOf(assets: readonly StoredAsset[]): Gid[] {
  return assets.map(({ document }) => document.gid);
}
