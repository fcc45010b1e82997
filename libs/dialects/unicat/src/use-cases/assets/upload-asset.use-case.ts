import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type FileDraft, RECORD_STORE, type RecordStore } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { inspectImage } from '../../images/inspect-image.js';
import { extensionOf, isDecodable } from '../../images/media-types.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { assetContent } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { FileInfo } from '../../wire/asset.js';
import type { Gid } from '../../wire/schema.js';
import { AssetTree } from './asset-tree.js';
import type { OneAsset } from './browse-assets.use-case.js';
import { placeAsset } from './place-asset.js';
import { requireOpenFolder, writeAssets } from './write-assets.js';

/** A file that arrived and that nobody has looked at yet. */
export interface ArrivedFile {
  /** Checked already. */
  readonly name: string;
  readonly draft: FileDraft;
}

/** A new file in a folder (contract §5). The draft is kept or discarded when it ends. */
@Injectable()
export class UploadAsset {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly writes: ProjectWrites,
  ) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible where the parent is no folder, or deleted
   * @throws UnreadableFile where it is an image by its name but cannot be decoded
   */
  async execute(member: ProjectMember, parent: OneAsset, { name, draft }: ArrivedFile): Promise<Content> {
    const { space } = member;
    // Before any byte is kept; what may have changed since is looked at again in the write.
    const gid = await this.store.read(space.id, (reader) => openFolder(new AssetTree(reader, space), parent));
    const info = await fileInfo(name, draft);
    await draft.keep();
    return writeAssets(this.writes, member, async (changes) => {
      const folder = requireOpenFolder(await changes.tree.get(gid));
      const type = extensionOf(name);
      const placed = await placeAsset(changes, folder, { gid: randomUUID(), name, is_file: true, type, info, file: draft.hash });
      return assetContent({ asset: placed.asset.document.gid, parent: gid }, [placed.asset, placed.folder]);
    });
  }
}

async function openFolder(tree: AssetTree, parent: OneAsset): Promise<Gid> {
  const folder = 'asset' in parent ? await tree.get(parent.asset) : await tree.getByPathname(parent.pathname);
  return requireOpenFolder(folder).document.gid;
}

/**
 * What a file is: all that an image shows, size and extension of anything else.
 * @throws UnreadableFile
 */
export async function fileInfo(name: string, draft: FileDraft): Promise<FileInfo> {
  const extension = extensionOf(name);
  return isDecodable(extension) ? inspectImage(await draft.bytes()) : { format: extension, filesize: draft.size };
}
