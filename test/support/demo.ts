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

export interface SourceEntry {
  readonly key: string;
  readonly timestamp: string;
  /** `sha-256:` and the digest of the item. */
  readonly hash: string;
  readonly number: number;
}

export interface RegisterSource {
  /** In order of first appearance. */
  readonly records: SourceRecord[];
  readonly entries: SourceEntry[];
  /** Latest items of the system log, by key. */
  readonly system: ReadonlyMap<string, SourceRecord['item']>;
  readonly rootHash: string;
  /** @param hash `sha-256:` and the digest */
  itemOf(hash: string): SourceRecord['item'];
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

export function registerSource(register: string): RegisterSource {
  const text = readFileSync(new URL(`register/${illustrative[register] ?? register}.rsf`, demo), 'utf8');
  const items: (readonly [string, SourceRecord['item']])[] = [];
  const records = new Map<string, SourceRecord>();
  const entries: SourceEntry[] = [];
  const systemHashes = new Map<string, string>();
  let rootHash = '';
  for (const line of text.split('\n')) {
    const [command, ...args] = line.split('\t');
    const [type = '', key = '', timestamp = '', hash = ''] = args;
    if (command === 'add-item') items.push([type, JSON.parse(type) as SourceRecord['item']]);
    if (command === 'assert-root-hash') rootHash = type;
    if (command === 'append-entry' && type === 'user') entries.push({ key, timestamp, hash, number: entries.length + 1 });
    if (command === 'append-entry' && type === 'system') systemHashes.set(key, hash);
  }
  const byHash = new Map(items.map(([canonical, item]) => [itemHash(canonical), item]));
  const itemOf = (hash: string): SourceRecord['item'] => {
    const item = byHash.get(hash);
    if (item === undefined) throw new Error(`${register}: no item ${hash}`);
    return item;
  };
  for (const { key, timestamp, hash, number } of entries) {
    records.set(key, { key, ordinal: records.get(key)?.ordinal ?? number, version: number, timestamp, item: itemOf(hash) });
  }
  return {
    records: [...records.values()].sort((a, b) => a.ordinal - b.ordinal),
    entries,
    system: new Map([...systemHashes].map(([key, hash]) => [key, itemOf(hash)])),
    rootHash,
    itemOf,
  };
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

/** A person's token, for all of his projects. */
export async function unicatLogin(
  gateway: RunningGateway,
  username: string,
  password: string,
): Promise<{ authorization: string }> {
  const answer = await gateway.request('POST', '/api/login', { body: { username, password } });
  return { authorization: `Bearer ${answer.headers.authorization}` };
}

/** Gids of the spaces, by id. */
export async function spaceGids(gateway: RunningGateway): Promise<Record<string, string>> {
  const answer = await gateway.request('GET', '/ops/v1/spaces', { headers: operator });
  return Object.fromEntries(answer.json<{ id: string; gid: string }[]>().map(({ id, gid }) => [id, gid]));
}
