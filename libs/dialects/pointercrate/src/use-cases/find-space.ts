import { Inject, Injectable } from '@nestjs/common';
import { SPACE_DIRECTORY, type Space, type SpaceDirectory, type SpaceId, SpaceNotFound } from '#records';

/** Spaces by id. The directory remembers those that it found. */
@Injectable()
export class FindSpace {
  constructor(@Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory) {}

  /** @throws SpaceNotFound */
  async execute(id: SpaceId): Promise<Space> {
    const space = await this.spaces.find(id);
    if (space === undefined) throw new SpaceNotFound(id);
    return space;
  }
}
