import { isStorableText, MalformedInput } from '#records';

/** Deeper nesting is refused before parsing: no dialect needs it, and walking it could exhaust the stack. */
const deepestNesting = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Parses a request body as JSON: strict UTF-8, bounded nesting, no lone surrogates and no NUL.
 * @param body raw bytes; undefined or empty for a request without a body
 * @returns undefined for an empty body
 * @throws MalformedInput
 */
export function parseJsonBody(body: Buffer | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined;
  const text = decode(body);
  if (nestingOf(text) > deepestNesting) throw new MalformedInput(`JSON is nested deeper than ${deepestNesting}`);
  const value = parse(text);
  requireStorableTexts(value);
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

function requireStorableTexts(value: unknown): void {
  if (typeof value === 'string') {
    if (!isStorableText(value)) throw new MalformedInput('A text holds a NUL or a lone surrogate');
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      requireStorableTexts(name);
      requireStorableTexts(member);
    }
  }
}
