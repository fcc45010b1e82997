import { parseUrl } from '#records';

/** An address of a record as one of the dialects spells it. */
export type RecordLocator =
  | { readonly dialect: 'register'; readonly register: string; readonly key: string }
  | { readonly dialect: 'pointercrate'; readonly space: string | undefined; readonly id: number }
  | { readonly dialect: 'unicat'; readonly gid: string; readonly record: string };

export type Located =
  | { readonly kind: 'record'; readonly locator: RecordLocator }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' };

const unknown: Located = { kind: 'unknown' };
const malformed: Located = { kind: 'malformed' };

/** Reads a path or a full URL (interface, "One record, three addresses"); the query is of no interest. */
export function parseAddress(text: string): Located {
  if (text === '') return malformed;
  const isPath = text.startsWith('/') && !text.startsWith('//');
  if (!isPath && !/^https?:\/\//i.test(text)) return malformed;
  const url = parseUrl(text, 'http://localhost');
  if (url === undefined) return malformed;
  const segments = decodeSegments(url.pathname);
  if (segments === undefined) return malformed;
  return locate(segments, isPath ? undefined : url.hostname);
}

function decodeSegments(path: string): string[] | undefined {
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  } catch {
    return undefined;
  }
}

function locate(segments: readonly string[], host: string | undefined): Located {
  const [first, second, third, fourth, fifth, sixth] = segments;
  if (first === 'registers' && third === 'records' && segments.length === 4) return register(second, fourth);
  if (first === 'spaces' && third === 'api' && fourth === 'v1' && fifth === 'records' && segments.length === 6)
    return pointercrate(second, sixth);
  if (first === 'api' && second === 'v1' && third === 'records' && segments.length === 4) return pointercrate(undefined, fourth);
  if (first === 'api' && second === 'p' && fourth === 'records' && segments.length === 5) {
    return { kind: 'record', locator: { dialect: 'unicat', gid: third ?? '', record: fifth ?? '' } };
  }
  if (first === 'records' && segments.length === 2 && host !== undefined) return register(host.split('.')[0], second);
  return unknown;
}

function register(name = '', key = ''): Located {
  return name === '' || key === '' ? malformed : { kind: 'record', locator: { dialect: 'register', register: name, key } };
}

function pointercrate(space: string | undefined, id = ''): Located {
  if (!/^-?\d{1,10}$/.test(id)) return malformed;
  return { kind: 'record', locator: { dialect: 'pointercrate', space, id: Number(id) } };
}
