import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore, textOf } from '#records';
import { type Caller, can, requirePermission } from '../guards/caller.js';
import { records } from '../mapping/tables.js';
import { RecordDocuments } from '../serializers/record-documents.js';
import type { TaggedDocument } from '../serializers/tagged-document.js';
import { recordReferences, requireRecord, viewOf } from './record-view.js';

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
    const address = { key: String(id) };
    const found = await this.store.latest(caller.space).findRecord(records.collection, address, { references: recordReferences });
    const live = requireRecord(found, id);
    if (textOf(live.record.fields, 'status') !== 'approved') requirePermission(caller, 'EXTENDED_ACCESS');
    return this.documents.render(viewOf(live), can(caller, 'LIST_HELPER'));
  }
}
