import type { StoredRow } from '../list/stored-row.js';
import type { NoteRow } from '../mapping/tables.js';
import type { NoteDocument } from './note.document.js';

/** A note (contract §1.3). */
export function serializeNote({
  id,
  row: { content, is_public, transferred, author, editors },
}: StoredRow<NoteRow>): NoteDocument {
  return { id, content, is_public, transferred, author, editors: editors ?? [] };
}
