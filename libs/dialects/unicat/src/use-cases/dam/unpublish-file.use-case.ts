import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { publicationCollection } from '../../mapping/collections.js';
import { assetAttribute, readPublication, withdrawnFields } from '../../mapping/publication.js';
import { endDateOf } from '../../mapping/register-attributes.js';
import type { StoragePathname } from '../../mapping/storage-pathname.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { writeAssets } from '../assets/write-assets.js';
import { findFile } from './find-file.js';

/** Makes the file of an asset private again, in all its versions. What transforms made of it stays public. */
@Injectable()
export class UnpublishFile {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound, NotPossible where there is no such file */
  execute(member: ProjectMember, pathname: StoragePathname): Promise<void> {
    return writeAssets(this.writes, member, async (changes) => {
      await findFile(changes.tree, pathname);
      const { gid } = pathname;
      const keys = (await changes.write.tx.listReferrers(publicationCollection, assetAttribute, [gid])).get(gid) ?? [];
      for (const record of await changes.write.tx.findRecords(publicationCollection, keys)) {
        const publication = readPublication(record);
        if (publication?.kind !== 'original') continue;
        changes.publish(record.key, withdrawnFields(publication, endDateOf(changes.timestamp)));
      }
    });
  }
}
