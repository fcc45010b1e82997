import { Injectable } from '@nestjs/common';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import { type Caller, can, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { deleteRecords } from '../rules/delete-records.js';
import { RecordDocuments } from '../serializers/record-documents.js';
import { takeRecord } from './record-view.js';

export interface DeleteRecordCommand {
  readonly id: number;
  readonly conditions: Conditions;
  readonly caller: Caller;
}

/** Deletion of a record with its notes (contract §3.5). */
@Injectable()
export class DeleteRecord {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly documents: RecordDocuments,
  ) {}

  /**
   * @throws RecordNotFound, AccessDenied
   * @throws PointercrateError 41200
   */
  execute({ id, conditions, caller }: DeleteRecordCommand): Promise<void> {
    return this.demonlists.write(caller, async (list) => {
      const { record, view } = await takeRecord(list, id);
      const isFresh = record.row.status === 'submitted' && !record.row.status_was_modified;
      requirePermission(caller, isFresh ? 'LIST_HELPER' : 'LIST_MODERATOR');
      requireConditions(conditions, this.documents.render(view, can(caller, 'LIST_HELPER')).tag);
      await deleteRecords(list, [record]);
    });
  }
}
