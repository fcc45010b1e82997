import { Inject, Injectable } from '@nestjs/common';
import { type Entry, type Page, RECORD_STORE, type RecordStore } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';

export interface ListEntriesQuery {
  /** Entry number, from 1. */
  readonly start: number;
  readonly limit: number;
}

/** Entries in order of their numbers; none beyond the end, which is no error: that is how clients poll (contract §2.8, §3.5). */
@Injectable()
export class ListEntries {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  async execute({ space, collection }: MountedRegister, { start, limit }: ListEntriesQuery): Promise<Page<Entry>> {
    const entries = await this.store.latest(space.id).listEntries(collection, start, limit + 1);
    return { items: entries.slice(0, limit), more: entries.length > limit };
  }
}
