import { InvalidRecord, isStorableText, MalformedInput } from '#records';
import { collectedBody } from './streamed-body.js';

/** Deeper nesting is refused before parsing: no dialect needs it, and walking it could exhaust the stack. */
const deepestNesting = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Parses a request body as JSON: strict UTF-8, bounded nesting, no lone surrogates, no NUL, no numbers beyond what a double holds.
 * @param body what Fastify handed over: raw bytes, undefined for a request without a body, or that it is too large
 * @returns undefined for an empty body
 * @throws MalformedInput
 * @throws BodyTooLarge
 */
export function parseJsonBody(body: unknown): unknown {
  const bytes = collectedBody(body);
  if (bytes === undefined || bytes.length === 0) return undefined;
  const text = decode(bytes);
  if (nestingOf(text) > deepestNesting) throw new MalformedInput(`JSON is nested deeper than ${deepestNesting}`);
  const value = parse(text);
  requireStorable(value);
  return value;
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedInput('The body is not UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedInput('The body is not JSON');
  }
}

function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}

function requireStorable(value: unknown): void {
  if (typeof value === 'string') {
    if (!isStorableText(value)) throw new MalformedInput('A text holds a NUL or a lone surrogate');
  } else if (typeof value === 'number') {
    // `1e999` is Infinity once it is parsed, and null when it is written again.
    if (!Number.isFinite(value)) throw new MalformedInput('A number is too large');
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      requireStorable(name);
      requireStorable(member);
    }
  }
}

/** A string of JSON, or one of the characters that make its structure. */
const jsonTokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/**
 * `JSON.parse` keeps the last of members with one name; who sends two means neither.
 * @param body a JSON object
 * @throws InvalidRecord naming the member of the outermost object that is there twice
 */
export function requireDistinctMembers(body: Buffer): void {
  const names = new Set<string>();
  let depth = 0;
  let last = '';
  for (const [token] of body.toString('utf8').matchAll(jsonTokens)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token === ':' && depth === 1) {
      const name = JSON.parse(last) as string;
      if (names.has(name)) throw new InvalidRecord(`'${name}' is there twice`, name);
      names.add(name);
    }
    last = token;
  }
}
