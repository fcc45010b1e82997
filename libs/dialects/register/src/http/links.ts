export interface Link {
  /** Absolute path, percent-encoded. */
  readonly target: string;
  readonly rel: 'next' | 'previous' | 'version-history';
}

/** A `Link` header value; undefined for no links. */
export function linkHeader(links: readonly Link[]): string | undefined {
  return links.length === 0 ? undefined : links.map(({ target, rel }) => `<${target}>; rel="${rel}"`).join(', ');
}

/** A segment of a path as links spell it: a slash in a key is `%2F` (contract §2.10). */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text);
}

/** A query string with its question mark, in the order given; parameters without a value are left out. */
export function queryString(parameters: readonly (readonly [name: string, value: string | number | undefined])[]): string {
  const given = parameters.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return given.length === 0 ? '' : `?${given.join('&')}`;
}
