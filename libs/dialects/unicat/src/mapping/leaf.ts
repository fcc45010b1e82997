import { canonicalJson, type FieldValue, isStorableText, type JsonValue, redactedPrefix } from '#records';

/** How one value is written in a blob: as text, as several texts, or as JSON. */
export type LeafKind = 'text' | 'integer' | 'number' | 'boolean' | 'texts' | 'json' | 'jsons';

/** The register's datatype `integer` (register contract §1.3). */
const integer = /^(?:0|-?[1-9][0-9]*)$/;

/**
 * Whether a text may stand in a blob as it is: the register's datatype `string` wants something visible and no byte order
 * mark (register contract §1.3), and what looks redacted would be taken for it.
 */
function isPlain(text: string): boolean {
  return /\S/.test(text) && !text.includes('\ufeff') && !text.startsWith(redactedPrefix) && isStorableText(text);
}

/** @returns undefined for null, and for whatever the kind cannot express */
export function encodeLeaf(kind: LeafKind, value: JsonValue): FieldValue | undefined {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && isPlain(value) ? value : undefined;
    case 'integer':
      return typeof value === 'number' && integer.test(JSON.stringify(value)) ? JSON.stringify(value) : undefined;
    case 'number':
      return typeof value === 'number' ? JSON.stringify(value) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : undefined;
    case 'texts':
      return encodeList(value, (element) => encodeLeaf('text', element));
    case 'json':
      return value === null ? undefined : jsonText(value);
    case 'jsons':
      return encodeList(value, (element) => encodeLeaf('json', element));
  }
}

/** Canonical JSON, in which a byte order mark is escaped: the register's texts may not contain one. */
export function jsonText(value: JsonValue): string {
  return canonicalJson(value).replaceAll('\ufeff', '\\ufeff');
}

function encodeList(value: JsonValue, encode: (element: JsonValue) => FieldValue | undefined): FieldValue | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const texts = value.map(encode);
  return texts.every((text) => typeof text === 'string') ? texts : undefined;
}

/** Total: a value of another kind, which other dialects may have written, is shown as well as the kind allows. */
export function decodeLeaf(kind: LeafKind, stored: FieldValue | undefined): JsonValue {
  if (stored === undefined) return null;
  switch (kind) {
    case 'text':
      return oneText(stored);
    case 'integer':
    case 'number':
      return decodeNumber(oneText(stored));
    case 'boolean':
      return decodeBoolean(oneText(stored));
    case 'texts':
      return typeof stored === 'string' ? [stored] : stored;
    case 'json':
      return JSON.parse(oneText(stored)) as JsonValue;
    case 'jsons':
      return (typeof stored === 'string' ? [stored] : stored).map((text) => JSON.parse(text) as JsonValue);
  }
}

function oneText(stored: FieldValue): string {
  return typeof stored === 'string' ? stored : stored.join('; ');
}

/** Numbers that would lose digits stay text, as do texts that are no numbers. */
function decodeNumber(text: string): JsonValue {
  const number = Number(text);
  return String(number) === text && Number.isFinite(number) ? number : text;
}

function decodeBoolean(text: string): JsonValue {
  if (text === 'true') return true;
  return text === 'false' ? false : text;
}
