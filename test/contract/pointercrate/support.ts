import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Answer, type RunningGateway, testSecret } from '../../support/gateway.js';

interface MinimalPlayer {
  readonly id: number;
  readonly name: string;
  readonly banned: boolean;
  readonly link_banned: boolean;
}

export interface FixtureRecord {
  readonly id: number;
  readonly progress: number;
  readonly video: string | null;
  readonly raw_footage: string | null;
  readonly status: string;
  readonly player: number;
  readonly demon: number;
  readonly submitter: number;
}

export interface FixtureAudit {
  readonly entry_id: number;
  readonly record: number;
  readonly user: number;
  readonly time: string;
  readonly old?: object;
}

export interface FixtureNote {
  readonly id: number;
  readonly record: number;
  readonly content: string;
  readonly is_public: boolean;
  readonly transferred: boolean;
  readonly author: string | null;
  readonly editors: readonly string[];
}

export interface ExpectedPage {
  readonly as: string;
  readonly request: string;
  readonly record_ids: readonly number[];
  readonly links: string;
}

export interface Fixture {
  readonly expected_pages: readonly ExpectedPage[];
  readonly records: readonly FixtureRecord[];
  readonly record_notes: readonly FixtureNote[];
  readonly record_audit: readonly FixtureAudit[];
  readonly players: readonly MinimalPlayer[];
  readonly demons: readonly { id: number; position: number; name: string; requirement: number }[];
  readonly submitters: readonly { id: number; banned: boolean; ip_address: string }[];
  readonly users: readonly {
    id: number;
    name: string;
    permissions: number;
    display_name: string | null;
    youtube_channel: string | null;
  }[];
  readonly wire_examples: readonly { as: string; request: string; status: number; body: unknown }[];
}

export const fixture = JSON.parse(readFileSync('demo/pointercrate/sample.json', 'utf8')) as Fixture;

/** The users of contract §9. */
export const users = {
  H: 'list_helper',
  M: 'list_moderator',
  A: 'list_admin',
  U: 'stardust1971',
  X: 'extended_viewer',
  C: 'hopeful_claimant',
  L: 'locked_claimant',
} as const;

export const passwordOf = (name: string): string => `${name}-fixture-pw`;

export const basic = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

const tokens = new WeakMap<RunningGateway, Map<string, Promise<string>>>();

/** Logs in once per gateway and user. */
export function tokenOf(gateway: RunningGateway, name: string, password = passwordOf(name)): Promise<string> {
  const known = tokens.get(gateway) ?? new Map<string, Promise<string>>();
  tokens.set(gateway, known);
  const token = known.get(name) ?? logIn(gateway, name, password);
  known.set(name, token);
  return token;
}

async function logIn(gateway: RunningGateway, name: string, password: string): Promise<string> {
  const answer = await gateway.request('POST', '/api/v1/auth/', { headers: { authorization: basic(name, password) } });
  if (answer.status !== 200) throw new Error(`Login of ${name} gave ${answer.status}: ${answer.text}`);
  return answer.json<{ token: string }>().token;
}

/** A request as one of the fixture's users; undefined: without a token. */
export async function as(
  gateway: RunningGateway,
  user: string | undefined,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | object,
): Promise<Answer> {
  const authorization: Record<string, string> =
    user === undefined ? {} : { authorization: `Bearer ${await tokenOf(gateway, user)}` };
  return gateway.request(method, path, { headers: { ...authorization, ...headers }, ...(body === undefined ? {} : { body }) });
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with any header and claims, signed with the dialect's key as docs/adr/0006 derives it. */
export function forge(claims: object, { header = { alg: 'HS256', typ: 'JWT' }, dialect = 'pointercrate' } = {}): string {
  const key = hkdfSync('sha256', testSecret, '', `records-gateway/jwt/${dialect}`, 32);
  const signed = `${base64url(header)}.${base64url(claims)}`;
  return `${signed}.${createHmac('sha256', Buffer.from(key)).update(signed).digest('base64url')}`;
}

/** Entity tag by the words of contract §4.3, rule 1. */
export function tagOf(data: unknown): string {
  return `"${createHash('sha256')
    .update(JSON.stringify(sorted(data)), 'utf8')
    .digest()
    .readBigUInt64BE(0)}"`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** The full form by the words of contract §1.1. */
export function fullRecord(record: FixtureRecord, isHelper: boolean): object {
  const find = <Row extends { id: number }>(rows: readonly Row[], id: number): Row => rows.find((row) => row.id === id)!;
  const { link_banned, ...player } = find(fixture.players, record.player);
  const demon = find(fixture.demons, record.demon);
  const submitter = find(fixture.submitters, record.submitter);
  return {
    id: record.id,
    progress: record.progress,
    video: link_banned ? null : record.video,
    status: record.status,
    player: { id: player.id, name: player.name, banned: player.banned },
    demon: { id: demon.id, position: demon.position, name: demon.name },
    submitter: isHelper ? { id: submitter.id, banned: submitter.banned } : null,
    raw_footage: isHelper && !link_banned ? record.raw_footage : null,
  };
}

/** The envelope of an error: exactly three members. */
export function refusal(code: number, data: unknown = null): object {
  return { message: expectText, code, data };
}

const expectText = { asymmetricMatch: (value: unknown): boolean => typeof value === 'string' && value !== '' };
