import type { Gid } from '../wire/schema.js';

/** Records that look different although nothing was written to them (docs/adr/0036). */
export type Echo =
  /** All below a record that stands somewhere else now. */
  | { readonly kind: 'below'; readonly gid: Gid }
  /** All with a definition whose fields are others now. */
  | { readonly kind: 'definition'; readonly gid: Gid }
  | { readonly kind: 'all' };

export const everyRecord: Echo = { kind: 'all' };

/** Under its key, an echo takes the place of an earlier one of the same records. */
export function echoKey(echo: Echo): string {
  return echo.kind === 'all' ? echo.kind : `${echo.kind}:${echo.gid}`;
}

/** @returns undefined for what is no key of an echo */
export function readEcho(key: string): Echo | undefined {
  const [kind, gid = ''] = key.split(':');
  if (kind === 'below' || kind === 'definition') return { kind, gid };
  return kind === 'all' ? everyRecord : undefined;
}
