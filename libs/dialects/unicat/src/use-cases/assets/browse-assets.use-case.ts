import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import type { Range } from '../../project/project-reader.js';
import { assetContent, gidsOf } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';

export type OneAsset = { readonly asset: Gid } | { readonly pathname: string };
export type ExpandedFolders = { readonly assets: readonly Gid[] } | { readonly pathnames: readonly string[] };

/** Walks through the folders of a project (contract §5). What one call gives is as of one moment. */
@Injectable()
export class BrowseAssets {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  root(member: ProjectMember): Promise<Content> {
    return this.read(member, async (tree) => {
      const root = await tree.root();
      return assetContent({ root: root.document.gid }, [root]);
    });
  }

  /** @throws RecordNotFound */
  children(member: ProjectMember, wanted: OneAsset, page: Range): Promise<Content> {
    return this.read(member, async (tree) => {
      const { document } = 'asset' in wanted ? await tree.get(wanted.asset) : await tree.getByPathname(wanted.pathname);
      const children = await tree.children(document.gid);
      const shown = slice(children, page);
      return assetContent({ children: gidsOf(shown), 'children.size': children.length }, shown);
    });
  }

  /** @throws RecordNotFound */
  worksheet(member: ProjectMember, gid: Gid, page: Range): Promise<Content> {
    return this.read(member, async (tree) => {
      const asset = await tree.get(gid);
      const path = await tree.path(asset);
      const children = await tree.children(gid);
      const shown = slice(children, page);
      const result = { asset: gid, path: gidsOf(path), children: gidsOf(shown), 'children.size': children.length };
      return assetContent(result, [...path, asset, ...shown]);
    });
  }

  /** The root, and what is in the folders that are open, as one list. A page past its end is pulled back to be full. */
  tree(member: ProjectMember, expanded: ExpandedFolders, { top, size }: Range): Promise<Content> {
    return this.read(member, async (tree) => {
      const named = 'assets' in expanded ? await tree.find(expanded.assets) : await tree.findByPathnames(expanded.pathnames);
      const open = new Set([...named.values()].map(({ document }) => document.gid));
      const flat = await flatten(tree, await tree.root(), open);
      const shown = slice(flat, { top: Math.max(0, Math.min(top, flat.length - size)), size });
      return assetContent({ tree: gidsOf(shown), 'tree.size': flat.length }, shown);
    });
  }

  private read(member: ProjectMember, work: (tree: AssetTree) => Promise<Content>): Promise<Content> {
    return this.store.read(member.space.id, (reader) => work(new AssetTree(reader, member.space)));
  }
}

function slice(assets: readonly StoredAsset[], { top, size }: Range): StoredAsset[] {
  return assets.slice(top, top + size);
}

async function flatten(tree: AssetTree, asset: StoredAsset, open: ReadonlySet<Gid>): Promise<StoredAsset[]> {
  const flat = [asset];
  if (!open.has(asset.document.gid)) return flat;
  for (const child of await tree.children(asset.document.gid)) flat.push(...(await flatten(tree, child, open)));
  return flat;
}
