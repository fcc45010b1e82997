import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  type CollectionName,
  isName,
  isRegister,
  RECORD_STORE,
  type RecordStore,
  SPACE_DIRECTORY,
  type Space,
  type SpaceDirectory,
  type SpaceId,
  systemCollection,
} from '#records';

/** Where the entries of a register are. */
export interface RegisterPlace {
  /** Its name, e.g. `country` or `demonlist-record`. */
  readonly name: string;
  readonly space: Space;
  readonly collection: CollectionName;
}

const cachedPlaces = 1000;

/** Finds the collection behind a register's name (interface, "One record, three addresses"). */
@Injectable()
export class RegisterLocator {
  /** Only what was found: a place never changes, a missing register may be created any time. */
  private readonly places = new LRUCache<string, RegisterPlace>({ max: cachedPlaces });

  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
  ) {}

  async find(name: string): Promise<RegisterPlace | undefined> {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const place = isName(name) ? await this.look(name) : undefined;
    if (place !== undefined) this.places.set(name, place);
    return place;
  }

  /** The first that exists. */
  async findFirst(names: readonly string[]): Promise<RegisterPlace | undefined> {
    for (const name of names) {
      const place = await this.find(name);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** The collections of a space that are registers. */
  async collectionsOf(space: Space): Promise<readonly CollectionName[]> {
    const { collections } = await this.store.latest(space.id).spaceHead();
    return [...collections.keys()].filter(isRegister);
  }

  /** A register-born space of that name, else a collection of another space named `{space}-{collection}`. */
  private async look(name: string): Promise<RegisterPlace | undefined> {
    const born = await this.spaces.find(name);
    if (born?.birth === 'register') return { name, space: born, collection: name };
    if (born !== undefined && (await this.hasSystemLog(name, name))) return { name, space: born, collection: name };
    for (let hyphen = name.indexOf('-'); hyphen > 0; hyphen = name.indexOf('-', hyphen + 1)) {
      const space = await this.spaces.find(name.slice(0, hyphen));
      const collection = name.slice(hyphen + 1);
      if (space === undefined || space.birth === 'register' || !isName(collection)) continue;
      if (await this.hasSystemLog(space.id, collection)) return { name, space, collection };
    }
    return undefined;
  }

  private async hasSystemLog(space: SpaceId, collection: CollectionName): Promise<boolean> {
    return (await this.store.latest(space).head(systemCollection(collection))).entries > 0;
  }
}
