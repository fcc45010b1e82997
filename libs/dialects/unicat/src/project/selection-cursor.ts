import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '#records';
import { BulkSelectionError } from '../errors/unicat-errors.js';
import type { SelectionCursor } from './selected-records.js';

/** The opaque text that clients send back. It belongs to one selection: with another one it is refused. */
export function writeSelectionCursor(selection: unknown, { top, size, uncompared }: SelectionCursor): string {
  return Buffer.from(JSON.stringify([top, size, ...uncompared, fingerprint(selection)])).toString('base64url');
}

/**
 * @param cursor undefined: from the beginning
 * @throws BulkSelectionError for what is no cursor of the selection
 */
export function readSelectionCursor(selection: unknown, cursor: unknown): SelectionCursor | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  if (typeof cursor !== 'string') throw new BulkSelectionError();
  const [top, size, ...uncompared] = /\d+/g[Symbol.match](Buffer.from(cursor, 'base64url').toString().split('"')[0] ?? '') ?? [];
  const read = { top: Number(top), size: Number(size), uncompared: uncompared.map(Number) };
  if (writeSelectionCursor(selection, read) !== cursor) throw new BulkSelectionError();
  return read;
}

function fingerprint(selection: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(selection as JsonValue))
    .digest('base64url');
}
