import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import type { ListReader } from '../list/list-reader.js';
import type { StoredRow } from '../list/stored-row.js';
import { type NoteRow, notes } from '../mapping/tables.js';

/** Which note of which record. */
export interface NoteAddress {
  readonly record: number;
  readonly note: number;
}

/**
 * A note that the caller may change: his own, or any for administrators (contract §3.8).
 * @throws PointercrateError 40401 also where it is a note on another record
 * @throws AccessDenied
 */
export async function takeNote(list: ListReader, address: NoteAddress, caller: Caller): Promise<StoredRow<NoteRow>> {
  const note = await list.find(notes, address.note);
  if (note === undefined || note.row.record !== address.record)
    throw new PointercrateError(40401, { note_id: address.note, record_id: address.record });
  const isOwn = note.row.author !== null && note.row.author === caller.account?.name;
  requirePermission(caller, isOwn ? 'LIST_HELPER' : 'LIST_ADMINISTRATOR');
  return note;
}

/** @throws PointercrateError 42230 */
export function requireContent(content: string): string {
  if (content.trim() === '') throw new PointercrateError(42230);
  return content;
}
