import { PointercrateError } from '../errors/pointercrate-error.js';
import { mostUrlCharacters, parseWebUrl } from './web-url.js';

const hosts: readonly string[] = ['youtube.com', 'www.youtube.com'];
const kinds: readonly (string | undefined)[] = ['channel', 'user', 'c'];
const expected = ['channel/{id}', 'user/{name}', 'c/{name}', '@{handle}']
  .map((form) => `https://www.youtube.com/${form}`)
  .join(' or ');

/**
 * The address of a YouTube channel as it is stored: as given, in the normal spelling of a URL (contract §3b.4).
 * @throws PointercrateError 40001, 42200, 42222, 42223, 42225, 42226
 */
export function canonicalChannel(text: string): string {
  const url = parseWebUrl(text);
  if (!hosts.includes(url.hostname)) throw new PointercrateError(42226);
  if (!isChannel(url.pathname.split('/').slice(1)) || url.href.length > mostUrlCharacters) {
    throw new PointercrateError(42225, { expected });
  }
  return url.href;
}

function isChannel([first, second, ...more]: readonly string[]): boolean {
  if (first === undefined || more.length > 0) return false;
  return second === undefined ? /^@./.test(first) : kinds.includes(first) && second !== '';
}
