import { Injectable } from '@nestjs/common';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { notes } from '../mapping/tables.js';
import { type NoteAddress, takeNote } from './note-at-hand.js';

/** Deletion of a note (contract §3.9). */
@Injectable()
export class DeleteNote {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws AccessDenied
   * @throws PointercrateError 40401
   */
  execute({ caller, ...address }: NoteAddress & { readonly caller: Caller }): Promise<void> {
    return this.demonlists.write(caller, async (list) => list.end(notes, await takeNote(list, address, caller)));
  }
}
