import { Inject, Injectable } from '@nestjs/common';
import { type Entry, RECORD_STORE, type RecordKey, type RecordReader, type RecordStore } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { ResourceNotFound } from '../errors/register-errors.js';
import { integerForm } from '../schema/integers.js';
import { isKey } from '../schema/keys.js';

/** So few that the event loop is not held up, so many that the statements do not count. */
const pageSize = 1000;

/**
 * The latest entry of each key in the log cut at some size (contract §3.15). What is below a size never changes, so pages
 * read at different moments belong together.
 */
@Injectable()
export class ShowSnapshot {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  /**
   * All of them, ascending by number, in pages.
   * @param size as the path spells it
   * @throws ResourceNotFound before the first page, where the log has no such size
   */
  async *list({ space, collection }: MountedRegister, size: string): AsyncGenerator<readonly Entry[]> {
    const reader = this.store.latest(space.id);
    const cut = await requireSize(reader, collection, size);
    for (let after = 0, more = true; more; ) {
      const page = await reader.listLatestEntries(collection, cut, after, pageSize);
      yield page;
      more = page.length === pageSize;
      after = page.at(-1)?.number ?? after;
    }
  }

  /** @throws ResourceNotFound also where the key has no entry yet */
  async entry({ space, collection }: MountedRegister, size: string, key: RecordKey): Promise<Entry> {
    const reader = this.store.latest(space.id);
    const cut = await requireSize(reader, collection, size);
    const entry = isKey(key) ? await reader.findLatestEntry(collection, key, cut) : undefined;
    if (entry === undefined) throw new ResourceNotFound(`No ${key} at size ${size}`);
    return entry;
  }
}

async function requireSize(reader: RecordReader, collection: string, text: string): Promise<number> {
  const size = integerForm.test(text) ? Number(text) : -1;
  const { entries } = await reader.head(collection);
  if (size < 0 || size > entries) throw new ResourceNotFound(`No size ${text}`);
  return size;
}
