import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { assetContent, gidsOf } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';

export type WantedAssets =
  | { readonly asset: Gid }
  | { readonly assets: readonly Gid[] }
  | { readonly pathname: string }
  | { readonly pathnames: readonly string[] };

/** One asset, which must exist, or those of a list that do (contract §5). */
@Injectable()
export class GetAssets {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  /** @throws RecordNotFound */
  execute({ space }: ProjectMember, wanted: WantedAssets): Promise<Content> {
    return this.store.read(space.id, async (reader) => {
      const tree = new AssetTree(reader, space);
      if ('asset' in wanted) return one(await tree.get(wanted.asset));
      if ('pathname' in wanted) return one(await tree.getByPathname(wanted.pathname));
      return 'assets' in wanted
        ? list(await tree.find(wanted.assets), wanted.assets)
        : list(await tree.findByPathnames(wanted.pathnames), wanted.pathnames);
    });
  }
}

type Asset = Awaited<ReturnType<AssetTree['get']>>;

function one(asset: Asset): Content {
  return assetContent({ asset: asset.document.gid }, [asset]);
}

/** In the order of the request, duplicates included: callers zip the two lists (contract §8, 12). */
function list(found: ReadonlyMap<string, Asset>, wanted: readonly string[]): Content {
  const assets = wanted.map((each) => found.get(each)).filter((each) => each !== undefined);
  return assetContent({ assets: gidsOf(assets) }, found.values());
}
