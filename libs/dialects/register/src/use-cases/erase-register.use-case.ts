import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore, systemCollection } from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';

/** Empties a register: both logs in one write, so that nobody ever sees the one without the other (contract §3.14). */
@Injectable()
export class EraseRegister {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  execute({ space, collection }: RegisterPlace): Promise<void> {
    return this.store.write(space.id, async (tx) => {
      await tx.clear(collection);
      await tx.clear(systemCollection(collection));
    });
  }
}
