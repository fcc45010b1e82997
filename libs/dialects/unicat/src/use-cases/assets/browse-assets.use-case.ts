import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore, type Space } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import type { Range } from '../../project/project-reader.js';
import { AssetSearch } from '../../search/asset-search.js';
import { assetContent, gidsOf } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';

export type OneAsset = { readonly asset: Gid } | { readonly pathname: string };
export type ExpandedFolders = { readonly assets: readonly Gid[] } | { readonly pathnames: readonly string[] };

/** Walks through the folders of a project (contract §5): lists hold gids only, and assets are read for the page that is shown. */
@Injectable()
export class BrowseAssets {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly search: AssetSearch,
  ) {}

  async root({ space }: ProjectMember): Promise<Content> {
    const root = await this.treeOf(space).root();
    return assetContent({ root: root.document.gid }, [root]);
  }

  /** @throws RecordNotFound */
  async children({ space }: ProjectMember, wanted: OneAsset, page: Range): Promise<Content> {
    const tree = this.treeOf(space);
    const { document } = 'asset' in wanted ? await tree.get(wanted.asset) : await tree.getByPathname(wanted.pathname);
    const children = await this.search.listFolder(space, document.gid);
    const shown = await tree.listOf(slice(children, page));
    return assetContent({ children: gidsOf(shown), 'children.size': children.length }, shown);
  }

  /** @throws RecordNotFound */
  async worksheet({ space }: ProjectMember, gid: Gid, page: Range): Promise<Content> {
    const children = await this.search.listFolder(space, gid);
    return this.store.read(space.id, async (reader) => {
      const tree = new AssetTree(reader, space);
      const asset = await tree.get(gid);
      const path = await tree.path(asset);
      const shown = await tree.listOf(slice(children, page));
      const result = { asset: gid, path: gidsOf(path), children: gidsOf(shown), 'children.size': children.length };
      return assetContent(result, [...path, asset, ...shown]);
    });
  }

  /** The root, and what is in the folders that are open, as one list. A page past its end is pulled back to be full. */
  async tree({ space }: ProjectMember, expanded: ExpandedFolders, { top, size }: Range): Promise<Content> {
    const tree = this.treeOf(space);
    const named = 'assets' in expanded ? await tree.find(expanded.assets) : await tree.findByPathnames(expanded.pathnames);
    const open = new Set([...named.values()].map(({ document }) => document.gid));
    const flat: Gid[] = [];
    await this.flatten(space, (await tree.root()).document.gid, open, flat);
    const shown = await tree.listOf(slice(flat, { top: Math.max(0, Math.min(top, flat.length - size)), size }));
    return assetContent({ tree: gidsOf(shown), 'tree.size': flat.length }, shown);
  }

  private async flatten(space: Space, gid: Gid, open: ReadonlySet<Gid>, into: Gid[]): Promise<void> {
    into.push(gid);
    if (!open.has(gid)) return;
    for (const child of await this.search.listFolder(space, gid)) await this.flatten(space, child, open, into);
  }

  private treeOf(space: Space): AssetTree {
    return new AssetTree(this.store.latest(space.id), space);
  }
}

function slice(gids: readonly Gid[], { top, size }: Range): Gid[] {
  return gids.slice(top, top + size);
}
