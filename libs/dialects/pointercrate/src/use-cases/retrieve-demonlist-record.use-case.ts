import { Inject, Injectable } from '@nestjs/common';
import { type FoundRecord, hasEnded, RECORD_STORE, RecordNotFound, type RecordStore, type Reference, textOf } from '#records';
import { type Caller, can, requirePermission } from '../guards/caller.js';
import { records } from '../mapping/tables.js';
import type { RecordView } from '../serializers/record.serializer.js';
import { RecordDocuments } from '../serializers/record-documents.js';
import type { TaggedDocument } from '../serializers/tagged-document.js';

const references: readonly Reference[] = ['player', 'demon', 'submitter'].map((collection) => ({
  attribute: collection,
  collection,
}));

/** A record of a demonlist in its full form, redacted for the caller (contract §3.1). */
@Injectable()
export class RetrieveDemonlistRecord {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    private readonly documents: RecordDocuments,
  ) {}

  /**
   * @throws RecordNotFound
   * @throws NotAuthenticated for anonymous callers where the record is not approved
   * @throws AccessDenied
   */
  async execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<TaggedDocument> {
    const found = await this.store.latest(caller.space).findRecord(records.collection, { key: String(id) }, { references });
    if (found === undefined || hasEnded(found.record.fields)) throw new RecordNotFound(records.collection, String(id));
    if (textOf(found.record.fields, 'status') !== 'approved') requirePermission(caller, 'EXTENDED_ACCESS');
    return this.documents.render(viewOf(found), can(caller, 'LIST_HELPER'));
  }
}

function viewOf({ record, references: { player, demon, submitter } }: FoundRecord): RecordView {
  if (player === undefined || demon === undefined)
    throw new Error(`Record ${record.key} names a player or demon that does not exist`);
  return { record, player, demon, submitter };
}
