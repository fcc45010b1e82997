import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JWT_SECRET } from '#auth';
import { FILE_STORE, type FileHash, type FileStore, RECORD_STORE, type RecordStore } from '#records';
import { type ProjectMember, requireWriter } from '../../guards/project-request.js';
import { extensionOf, mediaTypeOf } from '../../images/media-types.js';
import { resultType, transformImage } from '../../images/transform-image.js';
import type { TransformOptions } from '../../images/transform-options.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import { publicationKey } from '../../mapping/publication.js';
import type { StoragePathname } from '../../mapping/storage-pathname.js';
import { AssetTree } from '../assets/asset-tree.js';
import { extensionIn, findFile, requireBytes } from './find-file.js';
import { Publications } from './publications.js';

/** Cuts and resizes the image of an asset and makes the result public (contract §5). The original stays as private as it was. */
@Injectable()
export class TransformFile {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(JWT_SECRET) private readonly secret: string,
    private readonly publications: Publications,
  ) {}

  /**
   * @throws RecordNotFound, NotPossible, UnreadableFile where there is no such image
   * @throws BadParameter where the result would be too large
   * @throws AccessDenied for members that only read, where the result is not public yet
   * @returns its path
   */
  async execute(member: ProjectMember, pathname: StoragePathname, wanted: TransformOptions): Promise<string> {
    const { space } = member;
    const asset = await this.store.read(space.id, (reader) => findFile(new AssetTree(reader, space), pathname));
    const file = await requireBytes(this.files, asset);
    const options = withMain(asset, wanted);
    const key = publicationKey(this.secret, space.gid, pathname, file, options);
    const known = options.force ? undefined : await this.publications.find(member, key);
    if (known !== undefined) return known;
    requireWriter(member);
    const type = options.type ?? resultType(extensionOf(asset.document.name));
    return this.publications.publish(member, { pathname, file }, key, {
      kind: 'transform',
      asset: pathname.gid,
      file: await this.keep(await transformImage(await this.bytesOf(file), type, options)),
      name: `${nameOf(asset, options)}.${type}`,
      mediaType: mediaTypeOf(type),
    });
  }

  private async bytesOf(file: FileHash): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await this.files.read(file)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  private async keep(bytes: Buffer): Promise<FileHash> {
    const draft = await this.files.receive(one(bytes));
    await draft.keep();
    return draft.hash;
  }
}

async function* one(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Hotspot and crop of the asset stand in for those that nobody gave. */
function withMain({ document }: StoredAsset, options: TransformOptions): TransformOptions {
  const { hotspot, crop } = document.transforms?._main_ ?? {};
  return { ...(hotspot ? { hotspot } : {}), ...(crop ? { crop } : {}), ...options };
}

/** The key tells results of one file apart; where none is given it follows from the options. */
function nameOf({ document: { name } }: StoredAsset, { force: _, ...options }: TransformOptions): string {
  const key = options.key ?? createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 12);
  const stem = options.name ?? name.slice(0, name.length - extensionIn(name).length);
  return `${stem}@${key}`;
}
