import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore, StorageUnavailable } from '#records';

/** Whether registers can be served, which is whether the storage answers (contract §3.16). */
@Injectable()
export class CheckHealth {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  async execute(): Promise<boolean> {
    try {
      // Any read will do; nothing has to be there.
      await this.store.latest('healthcheck').head('healthcheck');
      return true;
    } catch (error) {
      if (error instanceof StorageUnavailable) return false;
      throw error;
    }
  }
}
