import { Inject, Injectable } from '@nestjs/common';
import { FILE_STORE, type FileHash, type FileStore, RECORD_STORE, type RecordStore } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { publicationCollection } from '../../mapping/collections.js';
import { type Publication, publicationFields, publicationPath, readPublication } from '../../mapping/publication.js';
import type { StoragePathname } from '../../mapping/storage-pathname.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { writeAssets } from '../assets/write-assets.js';
import { findFile } from './find-file.js';

/** The file of an asset, as it was when somebody asked for it. */
export interface PublishedSource {
  readonly pathname: StoragePathname;
  readonly file: FileHash;
}

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
   * @param source what it comes from, which must still be as it was
   * @throws AccessDenied
   * @throws RecordNotFound, NotPossible where it is not
   * @returns its path
   */
  async publish(member: ProjectMember, source: PublishedSource, key: string, publication: Publication): Promise<string> {
    await writeAssets(this.writes, member, async (changes) => {
      const { file } = await findFile(changes.tree, source.pathname);
      if (file !== source.file) throw new NotPossible();
      changes.publish(key, publicationFields(publication));
    });
    return publicationPath(member.space.gid, key, publication.name);
  }
}
