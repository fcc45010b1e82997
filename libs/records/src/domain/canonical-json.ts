import { hash } from 'node:crypto';
import type { BlobHash } from './identifiers.js';
import type { RecordFields } from './record-fields.js';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A control character in JSON.stringify's spelling (`\u000b`), not preceded by an escaped backslash's other half. */
const lowerCaseEscape = /\\(?:u(00[01][0-9a-f])|.)/g;

/**
 * Text of a string as canonical JSON: short escapes where JSON has them, `\u00XX` in upper-case hex for other
 * control characters, everything else as itself (register contract §5.1).
 */
export function canonicalString(text: string): string {
  const json = JSON.stringify(text);
  return json.includes('\\u')
    ? json.replace(lowerCaseEscape, (whole, hex?: string) => (hex ? `\\u${hex.toUpperCase()}` : whole))
    : json;
}

/**
 * JSON with member names sorted by code unit at every level and no white space (register contract §5.1, pointercrate
 * contract §4.3). Arrays keep their order; text is not normalised.
 */
export function canonicalJson(value: JsonValue): string {
  if (inOrder(value)) {
    // Differs from the canonical form in control characters only, which are rare.
    const json = JSON.stringify(value);
    if (!json.includes('\\u')) return json;
  }
  return writeCanonical(value);
}

/** Whether the member names are sorted at every level, as they are in what was canonical before it was parsed. */
function inOrder(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (isArray(value)) return value.every(inOrder);
  let last = '';
  for (const name of Object.keys(value)) {
    if (name < last || !inOrder(value[name] as JsonValue)) return false;
    last = name;
  }
  return true;
}

function writeCanonical(value: JsonValue): string {
  if (typeof value === 'string') return canonicalString(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return isArray(value) ? canonicalArray(value) : canonicalObject(value);
}

// Joined by hand: every tag and every appended blob comes through here.
function canonicalArray(elements: readonly JsonValue[]): string {
  let text = '[';
  for (const element of elements) text += text.length === 1 ? writeCanonical(element) : `,${writeCanonical(element)}`;
  return `${text}]`;
}

function canonicalObject(members: { readonly [name: string]: JsonValue }): string {
  let text = '{';
  for (const name of Object.keys(members).sort()) {
    if (text.length > 1) text += ',';
    text += `${canonicalString(name)}:${writeCanonical(members[name] as JsonValue)}`;
  }
  return `${text}}`;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** SHA-256 over the canonical JSON of a blob: the register's item digest (register contract §5.1). */
export function blobHash(fields: RecordFields): BlobHash {
  return hashCanonical(canonicalJson(fields as JsonValue));
}

/** SHA-256 of a text that is canonical JSON already, as 64 lower-case hex digits. */
export function hashCanonical(canonical: string): BlobHash {
  return hash('sha256', canonical, 'hex');
}
