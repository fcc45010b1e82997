import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import { type Caller, can } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { has } from '../list/stored-row.js';
import { notes, records } from '../mapping/tables.js';
import { holdsPlayer } from '../rules/claims.js';
import type { NoteDocument } from '../serializers/note.document.js';
import { serializeNote } from '../serializers/note.serializer.js';

/** The notes on a record (contract §3.6): all for staff, the public ones for its holder. */
@Injectable()
export class ListNotes {
  constructor(private readonly demonlists: Demonlists) {}

  /** @throws RecordNotFound also where the caller may see no notes */
  execute({ record: id, caller }: { readonly record: number; readonly caller: Caller }): Promise<readonly NoteDocument[]> {
    return this.demonlists.read(caller, async (list) => {
      const record = await list.get(records, id);
      const isStaff = can(caller, 'LIST_HELPER');
      if (!isStaff && !(await holdsPlayer(list, caller, record.row.player)))
        throw new RecordNotFound(records.collection, String(id));
      const found = await list.list(notes, has(notes, 'record', id));
      return found.filter(({ row }) => isStaff || row.is_public).map(serializeNote);
    });
  }
}
