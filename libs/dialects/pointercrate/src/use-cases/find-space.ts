import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { SPACE_DIRECTORY, type Space, type SpaceDirectory, type SpaceId, SpaceNotFound } from '#records';

const knownSpaces = 1000;

/** Spaces by id. They are never changed once created, so those that were found are remembered. */
@Injectable()
export class FindSpace {
  private readonly known = new LRUCache<SpaceId, Space>({ max: knownSpaces });

  constructor(@Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory) {}

  /** @throws SpaceNotFound */
  async execute(id: SpaceId): Promise<Space> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const space = await this.spaces.find(id);
    if (space === undefined) throw new SpaceNotFound(id);
    this.known.set(id, space);
    return space;
  }
}
