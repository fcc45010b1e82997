import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { assetContent } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';
import { type ArrivedFile, fileInfo } from './upload-asset.use-case.js';
import { requireFolderOf, writeAssets } from './write-assets.js';

/** Another file for an asset, which keeps its name and counts one version more (contract §5). */
@Injectable()
export class ReplaceFile {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly writes: ProjectWrites,
  ) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible for a folder
   * @throws UnreadableFile where the asset is an image by its name but the file cannot be decoded
   */
  async execute(member: ProjectMember, gid: Gid, { draft }: ArrivedFile): Promise<Content> {
    const { space } = member;
    const before = await this.store.read(space.id, async (reader) => requireFile(await new AssetTree(reader, space).get(gid)));
    const info = await fileInfo(before.document.name, draft);
    await draft.keep();
    return writeAssets(this.writes, member, async (changes) => {
      const current = requireFile(await changes.tree.get(gid));
      const { document } = current;
      const asset: StoredAsset = {
        ...current,
        file: draft.hash,
        document: { ...document, version: document.version + 1, info, updated_on: changes.timestamp },
      };
      changes.put(asset);
      return assetContent({ asset: gid }, [asset, await changes.tree.get(requireFolderOf(current))]);
    });
  }
}

function requireFile(asset: StoredAsset): StoredAsset {
  if (!asset.document.is_file) throw new NotPossible();
  return asset;
}
