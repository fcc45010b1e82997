import { canonicalJson, hashCanonical, type Instant, isStorableText, type JsonValue } from '#records';
import { RsfError } from '../errors/register-errors.js';
import { isKey } from '../schema/keys.js';
import { readTimestamp } from '../schema/timestamps.js';

export interface Item {
  readonly [attribute: string]: JsonValue;
}

/** A line of RSF (contract §7.1). Digests are 64 hex digits, without prefix. */
export type RsfCommand =
  | { readonly command: 'add-item'; readonly text: string; readonly item: Item; readonly digest: string }
  | {
      readonly command: 'append-entry';
      readonly log: 'user' | 'system';
      readonly key: string;
      readonly recordedAt: Instant;
      readonly digest: string;
    }
  | { readonly command: 'assert-root-hash'; readonly digest: string };

export const badLine = 'String is empty or is in incorrect format';
/** What a line that adds an item begins with. */
export const addItemPrefix = 'add-item\t';
const hashPrefix = 'sha-256:';
/** An item holds texts and lists of texts; a little deeper is still told apart, much deeper would exhaust the stack. */
const deepestItem = 8;

export type AppendEntry = Extract<RsfCommand, { command: 'append-entry' }>;

/** @throws RsfError with the detail of the contract's table (§7.4) */
export function parseCommand(line: string): RsfCommand {
  const [command, ...parameters] = line.split('\t');
  if (parameters.length === 0 || !isStorableText(line)) throw new RsfError(badLine);
  switch (command) {
    case 'add-item':
      return parseAddItem(parameters);
    case 'append-entry':
      return parseAppendEntry(parameters);
    case 'assert-root-hash':
      return parseAssertRootHash(parameters);
    default:
      throw new RsfError(`Command ${command} is not recognised`);
  }
}

function parseAddItem(parameters: readonly string[]): RsfCommand {
  const [text, excess] = parameters;
  if (text === undefined || excess !== undefined) throw new RsfError('Add item line must have 1 argument');
  const item = parseItem(text);
  if (canonicalJson(item) !== text) throw new RsfError(`Non canonical JSON: ${text}`);
  return { command: 'add-item', text, item, digest: hashCanonical(text) };
}

function parseItem(text: string): Item {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new RsfError('Invalid JSON');
  }
  // The line holds no unstorable character, so only an escape can bring one.
  const bounded = text.includes('\\u') ? isBounded : isShallow;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !bounded(value, deepestItem)) {
    throw new RsfError('Invalid JSON');
  }
  return value as Item;
}

function isShallow(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}

/** Not nested deeper than `levels`, and no text with a NUL or a lone surrogate. */
function isBounded(value: JsonValue, levels: number): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.entries(value).every(([name, member]) => isStorableText(name) && isBounded(member, levels - 1));
}

function parseAppendEntry(parameters: readonly string[]): RsfCommand {
  const [log, key, timestamp, hash, excess] = parameters;
  if (log === undefined || key === undefined || timestamp === undefined || hash === undefined || excess !== undefined) {
    throw new RsfError('Append entry line must have 4 arguments');
  }
  if (log !== 'user' && log !== 'system') throw new RsfError("Type must be 'user' or 'system'");
  const recordedAt = parseTimestamp(timestamp);
  if (!hash.startsWith(hashPrefix)) throw new RsfError('Append entry hash value was not hashed using sha-256:');
  if (log === 'user' && !isKey(key)) throw new RsfError(`Invalid key for append entry: ${key}`);
  return { command: 'append-entry', log, key, recordedAt, digest: hash.slice(hashPrefix.length) };
}

function parseTimestamp(text: string): Instant {
  if (text === last.text) return last.instant;
  const instant = readTimestamp(text);
  if (instant === undefined) throw new RsfError(`Date is not in the correct format: ${text}`);
  last = { text, instant };
  return instant;
}

/** The last one read: neighbouring entries often share it. */
let last = { text: '1970-01-01T00:00:00Z', instant: 0 };

function parseAssertRootHash(parameters: readonly string[]): RsfCommand {
  const [hash, excess] = parameters;
  if (hash === undefined || excess !== undefined) throw new RsfError('Assert root hash line must have 1 arguments');
  if (!hash.startsWith(hashPrefix)) throw new RsfError('Root hash value was not hashed using sha-256:');
  return { command: 'assert-root-hash', digest: hash.slice(hashPrefix.length) };
}
