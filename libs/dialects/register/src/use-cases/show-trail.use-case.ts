import { Inject, Injectable } from '@nestjs/common';
import { type Entry, RECORD_STORE, type RecordKey, type RecordStore } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { isKey } from '../schema/keys.js';
import { SchemaCache } from '../schema/schema-cache.js';
import { refuseKey } from './refuse-key.js';

/**
 * All entries of a key, ascending (contract §3.3). A record that is hidden from the caller keeps its trail: number, key
 * and hash (interface, "Who may read a space").
 */
@Injectable()
export class ShowTrail {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly schemas: SchemaCache,
  ) {}

  /** @throws RecordNotFound, RegisterUndefined */
  async execute(register: MountedRegister, key: RecordKey): Promise<readonly Entry[]> {
    const reader = this.store.latest(register.space.id);
    const trail = isKey(key) ? await reader.listTrail(register.collection, key) : [];
    return trail.length > 0 ? trail : refuseKey(this.schemas, register, reader, key);
  }
}
