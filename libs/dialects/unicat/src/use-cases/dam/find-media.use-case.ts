import { Inject, Injectable } from '@nestjs/common';
import { RouteNotFound } from '#dialect-kit';
import {
  type ByteRange,
  FILE_STORE,
  type FileHash,
  type FileStore,
  isUuid4,
  RECORD_STORE,
  type RecordStore,
  SPACE_DIRECTORY,
  type SpaceDirectory,
} from '#records';
import { readAsset } from '../../mapping/asset-log.js';
import { assetCollection, publicationCollection } from '../../mapping/collections.js';
import { assetAttribute, readPublication } from '../../mapping/publication.js';
import { Projects } from '../../project/projects.js';
import { deletedStatus } from '../../wire/project.js';

/** Where a published file is asked for. */
export interface MediaAddress {
  /** `p-` and the gid of the project. */
  readonly project: string;
  readonly key: string;
  readonly name: string;
}

export interface Media {
  readonly file: FileHash;
  readonly size: number;
  readonly name: string;
  readonly mediaType: string;
  read(range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
}

/** A published file, for anybody. Nothing tells what was never published from what is published no more. */
@Injectable()
export class FindMedia {
  constructor(
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly projects: Projects,
  ) {}

  /** @throws RouteNotFound */
  async execute({ project, key, name }: MediaAddress): Promise<Media> {
    const gid = project.replace(/^p-/, '');
    const space = isUuid4(gid) && gid !== project ? await this.spaces.findByGid(gid) : undefined;
    if (space === undefined || !/^[\w-]{22}$/.test(key)) throw new RouteNotFound();
    const references = [{ attribute: assetAttribute, collection: assetCollection }];
    const found = await this.store.latest(space.id).findRecord(publicationCollection, { key }, { references });
    const publication = found && readPublication(found.record);
    const asset = found?.references[assetAttribute];
    // With the asset goes all that was published of it.
    const live = asset !== undefined && readAsset(asset)?.document.status === 'published';
    if (publication === undefined || publication.name !== name || !live) throw new RouteNotFound();
    // And with the project: nobody could withdraw anything there.
    if ((await this.projects.of(space).describe(space)).status === deletedStatus) throw new RouteNotFound();
    const size = await this.files.size(publication.file);
    if (size === undefined) throw new RouteNotFound();
    return { ...publication, size, read: (range) => this.files.read(publication.file, range) };
  }
}
