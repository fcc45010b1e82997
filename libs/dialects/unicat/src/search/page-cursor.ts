import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '#records';
import { BulkSelectionError } from '../errors/unicat-errors.js';

/**
 * Where the next page of a selection begins, as the opaque text that clients send back. It belongs to one selection: with
 * another one it is refused.
 */
export function writeCursor(selection: unknown, top: number): string {
  return Buffer.from(`${top} ${fingerprint(selection)}`).toString('base64url');
}

/**
 * @param cursor undefined: from the beginning
 * @throws BulkSelectionError for what is no cursor of the selection
 */
export function readCursor(selection: unknown, cursor: unknown): number {
  if (cursor === undefined || cursor === null) return 0;
  if (typeof cursor !== 'string') throw new BulkSelectionError();
  const top = /^(0|[1-9]\d{0,14}) /.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (top === undefined || cursor !== writeCursor(selection, Number(top))) throw new BulkSelectionError();
  return Number(top);
}

function fingerprint(selection: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(selection as JsonValue))
    .digest('base64url')
    .slice(0, 16);
}
