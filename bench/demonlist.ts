// What a filtered page of a demonlist with half a million records costs, beside a page of the demo list's three hundred: in
// server CPU time and until the answer. Both lists answer in turn, so that both see the same machine.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportDemonlist } from '#dialects/pointercrate';
import { readConfig } from '../apps/gateway/src/config/gateway-config.js';
import { openGatewayStorage } from '../apps/gateway/src/create-gateway.js';
import { generateDemonlist } from '../test/support/generated-demonlist.js';
import { startPostgres } from '../test/support/postgres.js';
import { median, type Server, startServer } from './server-process.js';

const sizes = { records: 500_000, players: 100_000, demons: 1000 };
const rounds = 60;

/** Pages of 100 of the large list; `as` needs more than nobody. */
const pages: readonly { readonly query: string; readonly as?: 'list_helper' | 'list_moderator' }[] = [
  { query: '' },
  { query: '&after=250000' },
  { query: '&after=499900' },
  { query: '&before=400000' },
  { query: '&player=4711' },
  { query: '&demon_id=500' },
  { query: '&demon=demon+500&progress=100' },
  { query: '&demon_position=900&before=250000' },
  { query: '&demon_position__lt=4' },
  { query: '&demon_position__gt=980&after=100000' },
  { query: '&demon_position__gt=850' },
  { query: '&demon_position__lt=500&progress__gt=90' },
  { query: '&demon_position__lt=10&progress=31' },
  { query: '&progress=77' },
  { query: '&progress__lt=35' },
  { query: '&status=rejected&after=400000', as: 'list_helper' },
  { query: '&status=submitted&demon_id=3', as: 'list_helper' },
  { query: '&submitter=777', as: 'list_moderator' },
  { query: '&video=https://www.youtube.com/watch?v=aaaaaaaalj4', as: 'list_helper' },
];

interface PageRow {
  readonly engine: string;
  readonly page: string;
  readonly records: number;
  readonly answerMs: number;
  readonly cpuMs: number;
  /** Of answer time and of server CPU time to those of the demo list's page of 100. */
  readonly answerRatio: number;
  readonly cpuRatio: number;
}

async function importList(databaseUrl: string, fixture: unknown): Promise<void> {
  const storage = await openGatewayStorage(
    readConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'x'.repeat(32), DEMO_DATA: 'false', NODE_ENV: 'production' }),
  );
  const { store, spaces, accounts } = storage;
  await new ImportDemonlist(store, spaces, accounts).execute({ space: 'demonlist', title: 'Demonlist', fixture });
  await storage.close();
}

async function tokenOf(server: Server, name: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${name}:${name}-fixture-pw`).toString('base64')}`;
  const answer = await fetch(`${server.base}/api/v1/auth/`, { method: 'POST', headers: { authorization } });
  return ((await answer.json()) as { token: string }).token;
}

interface Asked {
  readonly ms: number;
  readonly records: number;
}

async function ask(server: Server, query: string, token: string | undefined): Promise<Asked> {
  const start = performance.now();
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${server.base}/api/v1/records/?limit=100${query}`, { headers });
  if (!answer.ok) throw new Error(`${query} answers ${answer.status}`);
  const records = ((await answer.json()) as object[]).length;
  return { ms: performance.now() - start, records };
}

async function measureEngine(engine: string, large: string, small: string): Promise<PageRow[]> {
  const started = performance.now();
  await importList(large, generateDemonlist(sizes));
  process.stderr.write(`${engine}: list loaded in ${Math.round((performance.now() - started) / 1000)} s\n`);
  await importList(small, JSON.parse(await readFile('demo/pointercrate/sample.json', 'utf8')));
  const servers = [await startServer('gateway', large), await startServer('gateway', small)] as const;
  try {
    const tokens = new Map<string, string>();
    for (const name of ['list_helper', 'list_moderator']) tokens.set(name, await tokenOf(servers[0], name));
    const rows: PageRow[] = [];
    for (const { query, as } of pages) {
      const token = as === undefined ? undefined : tokens.get(as);
      const own: Asked[] = [];
      const other: number[] = [];
      for (let at = 0; at < 10; at += 1) await Promise.all([ask(servers[0], query, token), ask(servers[1], '', undefined)]);
      const before = await Promise.all(servers.map((server) => server.usage()));
      for (let at = 0; at < rounds; at += 1) {
        own.push(await ask(servers[0], query, token));
        other.push((await ask(servers[1], '', undefined)).ms);
      }
      const after = await Promise.all(servers.map((server) => server.usage()));
      const [cpuMs = 0, otherMs = 0] = after.map(({ cpu }, at) => (cpu - (before[at]?.cpu ?? 0)) / rounds / 1000);
      const answerMs = median(own.map(({ ms }) => ms));
      rows.push({
        engine,
        page: query,
        records: own[0]?.records ?? 0,
        answerMs: rounded(answerMs),
        cpuMs: rounded(cpuMs),
        answerRatio: rounded(answerMs / median(other)),
        cpuRatio: rounded(cpuMs / otherMs),
      });
    }
    return rows;
  } finally {
    for (const server of servers) server.stop();
  }
}

const rounded = (value: number): number => Number(value.toFixed(2));

/** The part `demonlist`. */
export async function measureDemonlist(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  const postgres = await startPostgres();
  try {
    const files = ['large', 'small'].map((name) => `sqlite:${join(folder, `${name}.sqlite`)}`);
    const rows = [
      ...(await measureEngine('sqlite', files[0] ?? '', files[1] ?? '')),
      ...(await measureEngine('postgres', await postgres.createDatabase(), await postgres.createDatabase())),
    ];
    console.table(rows);
    await mkdir('bench-results', { recursive: true });
    const file = join('bench-results', 'demonlist.json');
    await writeFile(file, `${JSON.stringify({ node: process.version, sizes, rows }, undefined, 2)}\n`);
    process.stderr.write(`Written to ${file}.\n`);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
