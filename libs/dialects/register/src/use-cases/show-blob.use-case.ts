import { Inject, Injectable } from '@nestjs/common';
import { policyFor, READING_POLICIES, RECORD_STORE, type ReadingPolicies, type RecordStore, type StoredBlob } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { RegisterUndefined, ResourceNotFound } from '../errors/register-errors.js';
import { SchemaCache } from '../schema/schema-cache.js';
import { findBlobByIdentifier } from './find-blob.js';
import { seenBlobs } from './seen-blobs.js';

export interface BlobView {
  readonly blob: StoredBlob;
  /** Attribute names in schema order. */
  readonly columns: readonly string[];
}

/** One blob by any spelling of its hashes (contract §3.6). */
@Injectable()
export class ShowBlob {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    private readonly schemas: SchemaCache,
  ) {}

  /** @throws ResourceNotFound, RegisterUndefined */
  async execute(register: MountedRegister, identifier: string): Promise<BlobView> {
    const reader = this.store.latest(register.space.id);
    const { schema, columns } = await this.schemas.current(register, reader);
    if (schema === undefined) throw new RegisterUndefined(register.name);
    const found = await findBlobByIdentifier(reader, register.collection, identifier);
    const policy = policyFor(this.policies, register.space, register.role);
    const [blob] = found === undefined ? [] : await seenBlobs(policy, reader, register, [found]);
    if (blob === undefined) throw new ResourceNotFound(`No blob ${identifier}`);
    return { blob, columns };
  }
}
