import { Injectable } from '@nestjs/common';
import { requireConditions } from '../conditional/preconditions.js';
import type { NoteAmendment } from '../controllers/record.bodies.js';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { notes } from '../mapping/tables.js';
import { serializeNote } from '../serializers/note.serializer.js';
import { type Change, changeOf, tagDocument } from '../serializers/tagged-document.js';
import { type NoteAddress, requireContent, takeNote } from './note-at-hand.js';

export interface AmendNoteCommand extends NoteAddress {
  readonly amendment: NoteAmendment;
  /** The header, the only condition that counts here (contract §3). */
  readonly ifMatch: string | undefined;
  readonly caller: Caller;
}

/** Change of a note (contract §3.8). Whoever changes its content is listed among its editors. */
@Injectable()
export class AmendNote {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws AccessDenied
   * @throws PointercrateError 40401, 41200, 42230
   */
  execute({ amendment: { content, is_public }, ifMatch, caller, ...address }: AmendNoteCommand): Promise<Change> {
    return this.demonlists.write(caller, async (list) => {
      const note = await takeNote(list, address, caller);
      const before = tagDocument(serializeNote(note));
      requireConditions({ 'if-match': ifMatch }, before.tag);
      if (content !== undefined) requireContent(content);
      const editor = caller.account?.name;
      const isEdit = content !== undefined && content !== note.row.content && editor !== undefined;
      const after = await list.change(notes, note, {
        ...(is_public === undefined ? {} : { is_public }),
        ...(isEdit ? { content, editors: [...(note.row.editors ?? []), editor] } : {}),
      });
      const { document, changed } = changeOf(before, tagDocument(serializeNote(after)));
      // Only who named a tag can be told that he has the current state already.
      return { document, changed: changed || ifMatch === undefined };
    });
  }
}
