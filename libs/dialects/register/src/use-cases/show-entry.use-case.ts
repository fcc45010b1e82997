import { Inject, Injectable } from '@nestjs/common';
import { type Entry, RECORD_STORE, type RecordStore } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { ResourceNotFound } from '../errors/register-errors.js';

const numberForm = /^[1-9][0-9]*$/;

/** One entry by its number (contract §3.4). */
@Injectable()
export class ShowEntry {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  /**
   * @param number as the path spells it
   * @throws ResourceNotFound also where it is no entry number
   */
  async execute({ space, collection }: MountedRegister, number: string): Promise<Entry> {
    const reader = this.store.latest(space.id);
    const [entry] = numberForm.test(number) ? await reader.findEntries(collection, [Number(number)]) : [];
    if (entry === undefined) throw new ResourceNotFound(`No entry ${number}`);
    return entry;
  }
}
