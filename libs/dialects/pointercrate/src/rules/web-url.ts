import { parseUrl } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * The first checks of every address of a video or channel (contract §6.2).
 * @throws PointercrateError 40001, 42200, 42222, 42223
 */
export function parseWebUrl(text: string): URL {
  const url = parseUrl(text);
  if (url === undefined) throw new PointercrateError(40001);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new PointercrateError(42222);
  if (url.username !== '' || url.password !== '') throw new PointercrateError(42223);
  if (isIpAddress(url.hostname)) throw new PointercrateError(42200);
  return url;
}

/** @param hostname as a URL of a web scheme spells it: IPv4 addresses in four decimals, IPv6 addresses in brackets */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || ipv4.test(hostname);
}

/** The most that is stored, of videos and of channels. */
export const mostUrlCharacters = 200;
