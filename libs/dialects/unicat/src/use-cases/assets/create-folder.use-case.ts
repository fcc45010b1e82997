import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { assetContent } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';
import { placeAsset } from './place-asset.js';
import { requireOpenFolder, writeAssets } from './write-assets.js';

/** A new folder in another one (contract §5). A name that is taken gets a number. */
@Injectable()
export class CreateFolder {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @param name checked already
   * @throws RecordNotFound
   * @throws NotPossible where the parent is no folder, or deleted
   */
  execute(member: ProjectMember, parent: Gid, name: string): Promise<Content> {
    return writeAssets(this.writes, member, async (changes) => {
      const folder = requireOpenFolder(await changes.tree.get(parent));
      const info = { filecount: 0, foldercount: 0 };
      const placed = await placeAsset(changes, folder, { gid: randomUUID(), name, is_file: false, type: null, info });
      return assetContent({ asset: placed.asset.document.gid, parent }, [placed.asset, placed.folder]);
    });
  }
}
