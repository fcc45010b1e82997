import { Inject, Injectable } from '@nestjs/common';
import {
  type BlobIdentities,
  type Page,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordStore,
  type StoredBlob,
} from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { RegisterUndefined } from '../errors/register-errors.js';
import { SchemaCache } from '../schema/schema-cache.js';
import { findBlobByIdentifier } from './find-blob.js';
import { seenBlobs } from './seen-records.js';

export interface ListBlobsQuery {
  /** Rank of the last blob before the page; 0 for the first page. */
  readonly after: number;
  readonly limit: number;
  /** The identity that tells blobs apart in the view. */
  readonly by: keyof BlobIdentities;
}

export interface BlobsView extends Page<StoredBlob> {
  /** The first blob after the page, where there is one. */
  readonly next: StoredBlob | undefined;
  /** Attribute names in schema order. */
  readonly columns: readonly string[];
}

/** Blobs in order of first use (contract §3.7, §4.2). */
@Injectable()
export class ListBlobs {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    private readonly schemas: SchemaCache,
  ) {}

  /** @throws RegisterUndefined */
  async execute(register: MountedRegister, { after, limit, by }: ListBlobsQuery): Promise<BlobsView> {
    const { space, collection } = register;
    const reader = this.store.latest(space.id);
    const { schema, columns } = await this.schemas.current(register, reader);
    if (schema === undefined) throw new RegisterUndefined(register.name);
    const blobs = await reader.listBlobs(collection, after, limit + 1, by);
    const next = blobs[limit];
    const items = await seenBlobs(policyFor(this.policies, space, register.role), reader, register, blobs.slice(0, limit));
    return { items, more: next !== undefined, next, columns };
  }

  /** Where a page that begins with a blob starts: the rank before it; undefined for an unknown blob. */
  async before({ space, collection }: MountedRegister, identifier: string): Promise<number | undefined> {
    const blob = await findBlobByIdentifier(this.store.latest(space.id), collection, identifier);
    return blob === undefined ? undefined : blob.rank - 1;
  }
}
