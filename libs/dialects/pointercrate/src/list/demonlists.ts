import { Inject, Injectable } from '@nestjs/common';
import {
  AccessDenied,
  type ActorId,
  CLOCK,
  type Clock,
  NotAuthenticated,
  nobody,
  RECORD_STORE,
  type RecordStore,
  type Space,
  SpaceNotFound,
} from '#records';
import type { Caller } from '../guards/caller.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import { FindSpace } from '../use-cases/find-space.js';
import { ListReader } from './list-reader.js';
import { ListWriter } from './list-writer.js';

/** Opens the demonlist that a caller asks about: one snapshot or one write for each request. */
@Injectable()
export class Demonlists {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
    private readonly findSpace: FindSpace,
  ) {}

  /**
   * The space that the caller asks about, whatever dialect it was born in (interface, "Who may read a space").
   * @throws SpaceNotFound
   * @throws NotAuthenticated
   * @throws AccessDenied
   */
  async enter({ space: id, account, membership }: Caller): Promise<Space> {
    const space = await this.findSpace.execute(id);
    const isTheDemonlist = id === this.options.space && space.birth === 'pointercrate';
    if (isTheDemonlist) return space;
    if (account === undefined) throw new NotAuthenticated();
    if (space.visibility === 'public' || membership !== undefined || account.operator) return space;
    throw new AccessDenied(`Not a member of ${id}`);
  }

  /**
   * The demonlist that the caller asks about.
   * @throws SpaceNotFound also where the space is no demonlist, and what `enter` throws
   */
  async enterList(caller: Caller): Promise<Space> {
    const space = await this.enter(caller);
    if (space.birth !== 'pointercrate') throw new SpaceNotFound(space.id);
    return space;
  }

  /**
   * Runs a work that reads; all reads see one moment.
   * @throws what `enterList` throws
   */
  async read<T>(caller: Caller, work: (list: ListReader) => Promise<T>): Promise<T> {
    const { id } = await this.enterList(caller);
    return this.store.read(id, (snapshot) => work(new ListReader(snapshot, id)));
  }

  /**
   * Runs a work that writes, alone in its list. It may run again, so it keeps no state outside.
   * @throws what `enterList` throws
   */
  async write<T>(caller: Caller, work: (list: ListWriter) => Promise<T>): Promise<T> {
    const { id } = await this.enterList(caller);
    return this.store.write(id, (tx) => work(new ListWriter(tx, id, this.clock.now(), actorOf(caller))));
  }
}

export function actorOf({ account }: Caller): ActorId {
  return account === undefined ? nobody : String(account.id);
}
