import { pathOf, queryOf } from '#dialect-kit';
import { splitSuffix } from './request-target.js';

export interface Relocation {
  readonly location: string;
  readonly status: 301;
}

/** The view that a path belongs to (contract §0.2). */
export type View = 'seed' | 'v1' | 'next';

const views: { readonly [segment: string]: View | undefined } = { '/v1': 'v1', '/next': 'next', '/v2': 'next' };
const mounted = /^(\/registers\/[^/]+)?(\/(?:v1|v2|next)(?=\/|$))?/;

export interface SplitPath {
  /** Where the register is mounted: `/registers/{register}`, or empty at the root of a host. */
  readonly mount: string;
  /** The mount and the segment of the view as the request spells it: in front of every path in links. */
  readonly base: string;
  readonly view: View;
  /** The path within the view. */
  readonly inner: string;
}

/** Splits a raw path into where the register and the view are mounted and the path within. */
export function splitBase(path: string): SplitPath {
  const [base = '', mount = '', segment = ''] = mounted.exec(path) ?? [];
  return { mount, base, view: views[segment] ?? 'seed', inner: path.slice(base.length) };
}

interface Rename {
  readonly from: RegExp;
  readonly to: string;
}

interface OlderNames {
  /** Where the root of the view leads. */
  readonly root: string;
  /** Names whose path only changes a word. */
  readonly renames: readonly Rename[];
  /** Whether `/records/{attribute}/{value}` is an older name too. */
  readonly filterPath: boolean;
}

const singular: readonly Rename[] = [
  { from: /^\/record\/([^/]+(?:\/entries[^/]*)?)$/, to: '/records/$1' },
  { from: /^\/entry\/([^/]+)$/, to: '/entries/$1' },
];

const items: readonly Rename[] = [
  { from: /^\/items?\/([^/]+)$/, to: '/blobs/$1' },
  { from: /^\/items(\.[^/]*)?$/, to: '/blobs$1' },
];

const download: Rename = { from: /^\/download-register(\.[^/]*)?$/, to: '/archive$1' };

/**
 * Per view: in v1 items and the filter in the path are what is served, in the next view there is no archive (contract §2.9,
 * §4.1).
 */
const olderNames: { readonly [V in View]: OlderNames } = {
  seed: { root: '/context', renames: [...singular, ...items, download], filterPath: true },
  next: { root: '/context', renames: [...singular, ...items], filterPath: true },
  v1: {
    root: '/register',
    renames: [
      ...singular,
      download,
      { from: /^\/item\/([^/]+)$/, to: '/items/$1' },
      { from: /^\/proof\/entry\/([^/]+\/[^/]+\/[^/]+)$/, to: '/proof/entries/$1' },
    ],
    filterPath: false,
  },
};

/** Where the root of a register leads in a view, from its base on. */
export function rootOf(view: View): string {
  return olderNames[view].root;
}

const ownPath = /^\/(?![/\\])/;

const filterForm = /^\/records\/([^/]+)\/([^/]+)$/;

/**
 * Where a path that is no resource leads: without its trailing slash, or from an older name to today's. Suffix and
 * query are kept (contract §2.9).
 * @param url raw request target
 */
export function relocate(url: string): Relocation | undefined {
  // A location that begins with two slashes would lead to another host.
  if (!ownPath.test(url)) return undefined;
  const query = queryOf(url);
  const { base, view, inner } = splitBase(pathOf(url));
  const { root, renames, filterPath } = olderNames[view];
  if (inner === '/' && base !== '') return moved(base + root + query);
  if (inner.length > 1 && inner.endsWith('/')) return moved(base + inner.replace(/\/+$/, '') + query);
  const rename = renames.find(({ from }) => from.test(inner));
  if (rename !== undefined) return moved(base + inner.replace(rename.from, rename.to) + query);
  const filter = filterPath ? filterForm.exec(inner) : null;
  return filter === null ? undefined : moveFilter(base, filter[1] ?? '', filter[2] ?? '', query);
}

/** `/records/{attribute}/{value}` says in the path what now is a query. */
function moveFilter(base: string, attribute: string, segment: string, query: string): Relocation | undefined {
  const { name: value, suffix } = splitSuffix(segment);
  try {
    const filter = `name=${recode(attribute)}&value=${recode(value)}`;
    return moved(`${base}/records${suffix}?${filter}${query.length > 1 ? `&${query.slice(1)}` : ''}`);
  } catch {
    return undefined;
  }
}

/** A plus sign means itself in a path but a blank in a query. @throws URIError where the encoding is broken */
function recode(segment: string): string {
  return encodeURIComponent(decodeURIComponent(segment));
}

function moved(location: string): Relocation {
  return { location, status: 301 };
}
