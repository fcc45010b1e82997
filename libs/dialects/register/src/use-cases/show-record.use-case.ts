import { Inject, Injectable } from '@nestjs/common';
import {
  asSeen,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordKey,
  type RecordStore,
  redactFields,
  type StoredRecord,
  systemCollection,
} from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { RegisterUndefined } from '../errors/register-errors.js';
import { isKey } from '../schema/keys.js';
import { SchemaCache } from '../schema/schema-cache.js';
import { refuseKey } from './refuse-key.js';

export interface RecordView {
  readonly record: StoredRecord;
  /** Attribute names in schema order. */
  readonly columns: readonly string[];
}

/** The record of a key as the caller sees it (contract §3.1). One statement. */
@Injectable()
export class ShowRecord {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    private readonly schemas: SchemaCache,
  ) {}

  /** @throws RecordNotFound, RegisterUndefined */
  async execute(register: MountedRegister, key: RecordKey): Promise<RecordView> {
    const { space, collection } = register;
    const reader = this.store.latest(space.id);
    const policy = policyFor(this.policies, space, register.role);
    const options = { references: policy.references(collection), watch: systemCollection(collection) };
    const found = isKey(key) ? await reader.findRecord(collection, { key }, options) : undefined;
    const record = found && asSeen(policy, found, redactFields);
    if (record === undefined) return refuseKey(this.schemas, register, reader, key);
    const { schema, columns } = await this.schemas.at(found?.watched ?? 0, register, reader);
    if (schema === undefined) throw new RegisterUndefined(register.name);
    return { record, columns };
  }
}
