import { Injectable } from '@nestjs/common';
import type { NoteBody } from '../controllers/record.bodies.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { notes, records } from '../mapping/tables.js';
import { serializeNote } from '../serializers/note.serializer.js';
import { type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';
import { requireContent } from './note-at-hand.js';

export interface AddNoteCommand {
  readonly record: number;
  readonly note: NoteBody;
  readonly caller: Caller;
}

/** A note of staff on a record (contract §3.7). */
@Injectable()
export class AddNote {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws AccessDenied before RecordNotFound
   * @throws PointercrateError 42230
   */
  execute({ record, note, caller }: AddNoteCommand): Promise<{ id: number; document: TaggedDocument }> {
    return this.demonlists.write(caller, async (list) => {
      requirePermission(caller, 'LIST_HELPER');
      await list.get(records, record);
      const id = await list.insert(notes, {
        record,
        content: requireContent(note.content),
        is_public: note.is_public ?? false,
        transferred: false,
        author: caller.account?.name ?? null,
        editors: null,
      });
      return { id, document: tagDocument(serializeNote(await list.get(notes, id))) };
    });
  }
}
