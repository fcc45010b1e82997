import { Inject, Injectable } from '@nestjs/common';
import {
  asSeen,
  mainCollection,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  RecordNotFound,
  type RecordStore,
  type Space,
  withoutFields,
} from '#records';
import type { Caller } from '../guards/caller.js';
import { serializeGenericRecord } from '../serializers/generic-record.serializer.js';
import { type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';

/** A record of a space that was born in another dialect, by its ordinal (interface, "One record, three addresses"). */
@Injectable()
export class RetrieveGenericRecord {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
  ) {}

  /** @throws RecordNotFound also where the record is hidden from the caller */
  async execute({ id, caller, space }: { id: number; caller: Caller; space: Space }): Promise<TaggedDocument> {
    const collection = mainCollection(space);
    const policy = policyFor(this.policies, space, caller.membership?.role);
    const found = await this.store
      .latest(space.id)
      .findRecord(collection, { ordinal: id }, { references: policy.references(collection) });
    const record = found && asSeen(policy, found, withoutFields);
    if (record === undefined) throw new RecordNotFound(collection, String(id));
    return tagDocument(serializeGenericRecord(record));
  }
}
