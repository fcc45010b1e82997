import { Injectable } from '@nestjs/common';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { assetContent } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';
import { type AssetChanges, countChild, requireFolderOf, writeAssets } from './write-assets.js';

const isDeleted = ({ document }: StoredAsset): boolean => document.status === 'deleted';

/** Marks an asset and all below as deleted; nothing disappears (contract §5, as for records). Twice is as good as once. */
@Injectable()
export class DeleteAsset {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible for the root
   */
  execute(member: ProjectMember, gid: Gid): Promise<Content> {
    return writeAssets(this.writes, member, async (changes) => {
      const asset = await changes.tree.get(gid);
      requireFolderOf(asset);
      const going = [asset, ...(await changes.tree.subtree(asset))].filter((each) => !isDeleted(each));
      const gone = going.map((each) => marked(each, 'deleted', changes, gid));
      for (const each of gone) changes.put(each);
      return assetContent({ asset: gid }, [asset, ...gone]);
    });
  }
}

/** Takes a deletion back: of the asset and of what went with it, not of what had been deleted before. */
@Injectable()
export class UndeleteAsset {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible where it is not deleted, or its folder is
   */
  execute(member: ProjectMember, gid: Gid): Promise<Content> {
    return writeAssets(this.writes, member, async (changes) => {
      const asset = await changes.tree.get(gid);
      const folder = await changes.tree.get(requireFolderOf(asset));
      if (!isDeleted(asset) || isDeleted(folder)) throw new NotPossible();
      const below = (await changes.tree.subtree(asset)).filter(
        (each) => isDeleted(each) && each.deletedWith === asset.deletedWith,
      );
      const back = [asset, ...below].map((each) => marked(each, 'published', changes));
      for (const each of back) changes.put(each);
      return assetContent({ asset: gid }, back);
    });
  }
}

/** Ends a deleted asset and all below for good. Their files are served to nobody any more. */
@Injectable()
export class PermanentlyDeleteAsset {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible where it is not deleted
   */
  execute(member: ProjectMember, gid: Gid): Promise<Content> {
    return writeAssets(this.writes, member, async (changes) => {
      const asset = await changes.tree.get(gid);
      const folder = await changes.tree.get(requireFolderOf(asset));
      if (!isDeleted(asset)) throw new NotPossible();
      for (const each of [asset, ...(await changes.tree.subtree(asset))]) changes.end(each.document.gid);
      const counted = countChild(folder, asset, -1);
      changes.put(counted);
      return assetContent({ parent: folder.document.gid }, [counted]);
    });
  }
}

function marked(asset: StoredAsset, status: 'published' | 'deleted', changes: AssetChanges, by?: Gid): StoredAsset {
  return { ...asset, deletedWith: by, document: { ...asset.document, status, updated_on: changes.timestamp } };
}
