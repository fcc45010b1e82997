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
import { RegisterUndefined, UnexpectedParameter } from '../errors/register-errors.js';
import { SchemaCache } from '../schema/schema-cache.js';
import { multihashHeader } from '../serializers/entry.serializer.js';
import { findBlobByIdentifier } from './find-blob.js';
import { seenBlobs } from './seen-blobs.js';

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

const bareDigest = /^[0-9a-f]{64}$/;

/** Blobs in order of first use (contract §3.7, §4.2). */
@Injectable()
export class ListBlobs {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    private readonly schemas: SchemaCache,
  ) {}

  /**
   * @throws RegisterUndefined
   * @throws UnexpectedParameter where there are fewer blobs than should come before the page
   */
  async execute(register: MountedRegister, { after, limit, by }: ListBlobsQuery): Promise<BlobsView> {
    const { space, collection } = register;
    const reader = this.store.latest(space.id);
    const { schema, columns } = await this.schemas.current(register, reader);
    if (schema === undefined) throw new RegisterUndefined(register.name);
    const blobs = await reader.listBlobs(collection, after, limit + 1, by);
    if (blobs.length === 0 && after > (await reader.head(collection)).blobs) {
      throw new UnexpectedParameter('cursor', 'must be taken from a link');
    }
    const next = blobs[limit];
    const items = await seenBlobs(policyFor(this.policies, space, register.role), reader, register, blobs.slice(0, limit));
    return { items, more: next !== undefined, next, columns };
  }

  /**
   * Where the page that begins with a blob starts: the rank before it.
   * @param start hash of the blob, also without its multihash header; undefined for the first page
   * @throws UnexpectedParameter where there is no such blob
   */
  async before({ space, collection }: MountedRegister, start: string | undefined): Promise<number> {
    if (start === undefined) return 0;
    const identifier = bareDigest.test(start) ? multihashHeader + start : start;
    const blob = await findBlobByIdentifier(this.store.latest(space.id), collection, identifier);
    if (blob === undefined) throw new UnexpectedParameter('start', 'must be the hash of a blob');
    return blob.rank - 1;
  }
}
