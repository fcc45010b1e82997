import { Inject, Injectable } from '@nestjs/common';
import { FILE_STORE, type FileStore, RECORD_STORE, type RecordStore } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { publicationCollection } from '../../mapping/collections.js';
import { type Publication, publicationFields, publicationPath, readPublication } from '../../mapping/publication.js';
import type { StoragePathname } from '../../mapping/storage-pathname.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { writeAssets } from '../assets/write-assets.js';
import { findFile } from './find-file.js';

/** The published files of projects. */
@Injectable()
export class Publications {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly writes: ProjectWrites,
  ) {}

  /** Path of what is published under the key already, if its bytes are there. */
  async find({ space }: ProjectMember, key: string): Promise<string | undefined> {
    const found = await this.store.latest(space.id).findRecord(publicationCollection, { key });
    const publication = found && readPublication(found.record);
    if (publication === undefined || (await this.files.size(publication.file)) === undefined) return undefined;
    return publicationPath(space.gid, key, publication.name);
  }

  /**
   * Lets anybody fetch a file. Reading members may not: nobody else would know that it is out.
   * @param pathname of the asset, which must still be as it was
   * @throws AccessDenied
   * @returns its path
   */
  async publish(member: ProjectMember, pathname: StoragePathname, key: string, publication: Publication): Promise<string> {
    await writeAssets(this.writes, member, async (changes) => {
      await findFile(changes.tree, pathname);
      changes.publish(key, publicationFields(publication));
    });
    return publicationPath(member.space.gid, key, publication.name);
  }
}
