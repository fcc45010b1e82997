import type { Dialect } from '#dialect-kit';
import { presentError } from './errors/present-error.js';
import { relocate } from './http/relocation.js';

const writes: { readonly [method: string]: RegExp | undefined } = {
  POST: /\/load-rsf$/,
  DELETE: /\/delete-register-data$/,
};

/** Comes last: at the root of a host any path may be a register's, so it owns what no other dialect does. */
export function registerDialect(): Dialect {
  return {
    name: 'register',
    owns: () => true,
    present: presentError,
    mutates: (method, path) => writes[method]?.test(path) ?? false,
    relocate: (url) => relocate(url),
  };
}
