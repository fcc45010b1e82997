import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import type { StoragePathname } from '../../mapping/storage-pathname.js';
import type { AssetDocument } from '../../wire/asset.js';
import { AssetTree } from '../assets/asset-tree.js';
import { findFile } from './find-file.js';

/** What is known of the file of an asset. */
@Injectable()
export class TellFileInfo {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  /** @throws RecordNotFound, NotPossible where there is no such file */
  execute({ space }: ProjectMember, pathname: StoragePathname): Promise<AssetDocument['info']> {
    return this.store.read(space.id, async (reader) => (await findFile(new AssetTree(reader, space), pathname)).document.info);
  }
}
