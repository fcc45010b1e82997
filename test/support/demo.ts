import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RunningGateway } from './gateway.js';

/** The source files of the demo data, read without any code of the gateway. */

export interface SourceRecord {
  readonly key: string;
  /** Number of the key's first entry. */
  readonly ordinal: number;
  /** Number of the key's latest entry. */
  readonly version: number;
  readonly timestamp: string;
  readonly item: Readonly<Record<string, string | readonly string[]>>;
}

const demo = new URL('../../demo/', import.meta.url);

export const registers = [
  'allergen',
  'approved-open-standard-guidance',
  'country',
  'datatype',
  'field',
  'local-authority',
  'local-authority-eng',
  'local-authority-type',
  'register',
  'statistical-geography',
  'territory',
] as const;

const illustrative: Readonly<Record<string, string>> = { 'local-authority': 'local-authority.seed-example' };

export function registerSource(register: string): { records: SourceRecord[]; rootHash: string } {
  const text = readFileSync(new URL(`register/${illustrative[register] ?? register}.rsf`, demo), 'utf8');
  const items: (readonly [string, SourceRecord['item']])[] = [];
  const records = new Map<string, SourceRecord>();
  const pending: { key: string; timestamp: string; hash: string; number: number }[] = [];
  let rootHash = '';
  for (const line of text.split('\n')) {
    const [command, ...args] = line.split('\t');
    if (command === 'add-item') items.push([args[0] ?? '', JSON.parse(args[0] ?? '') as SourceRecord['item']]);
    if (command === 'assert-root-hash') rootHash = args[0] ?? '';
    if (command === 'append-entry' && args[0] === 'user') {
      pending.push({ key: args[1] ?? '', timestamp: args[2] ?? '', hash: args[3] ?? '', number: pending.length + 1 });
    }
  }
  const byHash = new Map(items.map(([canonical, item]) => [itemHash(canonical), item]));
  for (const { key, timestamp, hash, number } of pending) {
    const item = byHash.get(hash);
    if (item === undefined) throw new Error(`${register}: entry ${number} has no item`);
    records.set(key, { key, ordinal: records.get(key)?.ordinal ?? number, version: number, timestamp, item });
  }
  return { records: [...records.values()].sort((a, b) => a.ordinal - b.ordinal), rootHash };
}

const itemHash = (canonical: string): string => `sha-256:${createHash('sha256').update(canonical).digest('hex')}`;

export const demonlist = JSON.parse(readFileSync(new URL('pointercrate/sample.json', demo), 'utf8'));
export const catalogue = JSON.parse(readFileSync(new URL('unicat/sample.json', demo), 'utf8'));

export const basic = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
export const reader = { authorization: 'Bearer demo-reader-key' };
export const operator = { authorization: basic('ops', 'ops-demo-password') };

/** A Bearer header of the Pointercrate dialect. */
export async function pointercrateToken(
  gateway: RunningGateway,
  name: string,
  password = `${name}-fixture-pw`,
): Promise<{ authorization: string }> {
  const answer = await gateway.request('POST', '/api/v1/auth/', { headers: { authorization: basic(name, password) } });
  return { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
}

/** A Bearer header of the Unicat dialect, for a space that the API key may read. */
export async function unicatToken(
  gateway: RunningGateway,
  spaceGid: string,
  apiKey = 'demo-reader-key',
): Promise<{ authorization: string }> {
  const answer = await gateway.request('POST', `/api/p/${spaceGid}/auth`, { body: { api_key: apiKey } });
  return { authorization: `Bearer ${answer.headers.authorization}` };
}

/** Gids of the spaces, by id. */
export async function spaceGids(gateway: RunningGateway): Promise<Record<string, string>> {
  const answer = await gateway.request('GET', '/ops/v1/spaces', { headers: operator });
  return Object.fromEntries(answer.json<{ id: string; gid: string }[]>().map(({ id, gid }) => [id, gid]));
}
