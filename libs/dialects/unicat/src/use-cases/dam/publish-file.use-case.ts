import { Inject, Injectable } from '@nestjs/common';
import { JWT_SECRET } from '#auth';
import { FILE_STORE, type FileStore, RECORD_STORE, type RecordStore } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { mediaTypeOf } from '../../images/media-types.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import { publicationKey } from '../../mapping/publication.js';
import type { StoragePathname } from '../../mapping/storage-pathname.js';
import type { FileInfo } from '../../wire/asset.js';
import { AssetTree } from '../assets/asset-tree.js';
import { extensionIn, findFile, requireBytes } from './find-file.js';
import { Publications } from './publications.js';

/** Makes the file of an asset public, as it was uploaded (contract §5). What is public already only has its address told. */
@Injectable()
export class PublishFile {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(JWT_SECRET) private readonly secret: string,
    private readonly publications: Publications,
  ) {}

  /**
   * @throws RecordNotFound, NotPossible where there is no such file
   * @throws AccessDenied for members that only read, where it is not public yet
   * @returns its path
   */
  async execute(member: ProjectMember, pathname: StoragePathname): Promise<string> {
    const { space } = member;
    const asset = await this.store.read(space.id, (reader) => findFile(new AssetTree(reader, space), pathname));
    const file = await requireBytes(this.files, asset);
    const key = publicationKey(this.secret, space.gid, pathname, file, undefined);
    const known = await this.publications.find(member, key);
    if (known !== undefined) return known;
    const name = pathname.gid + extensionIn(asset.document.name);
    return this.publications.publish(member, { pathname, file }, key, {
      kind: 'original',
      asset: pathname.gid,
      file,
      name,
      mediaType: mediaTypeIn(asset),
    });
  }
}

/** Of an image what it is, of anything else what it is called. */
function mediaTypeIn({ document: { info, type } }: StoredAsset): string {
  const { format, width } = info as FileInfo;
  return mediaTypeOf(width === undefined ? (type ?? '') : format);
}
