import { type Dialect, pathOf, queryOf, type RouteTable } from '#dialect-kit';
import { presentError } from './errors/present-error.js';

const ownPath = /^(?:\/spaces\/[^/]+)?\/api\/v[12](?:\/|$)/;

/** Every canonical path ends in a slash; without it the same path leads there, whatever the method (contract §0, D10). */
function relocate(url: string, routes: RouteTable): { location: string; status: 308 } | undefined {
  const path = `${pathOf(url)}/`;
  return routes.allowed(path).length === 0 ? undefined : { location: path + queryOf(url), status: 308 };
}

export const pointercrateDialect: Dialect = {
  name: 'pointercrate',
  owns: (path) => ownPath.test(path),
  present: presentError,
  mutates: (method) => method !== 'GET' && method !== 'HEAD',
  relocate,
};
