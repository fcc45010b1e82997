// Each seed endpoint against bare Fastify running the same SQL statements and sending the same bytes, in one run: server on
// one core, load on another, rounds in turn. What counts is the ratio of requests per second of server CPU time; wall-clock
// rates depend on what else the machine does.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.js';
import { seedEndpoints } from './endpoints.js';
import { connections, type Measure, measure, median, pinned, startServer } from './server-process.js';

/** Many short rounds in turn: what else the machine does then meets both servers alike. */
const rounds = 9;
const secondsPerRound = Number(process.env.BENCH_SECONDS ?? 2);

interface Row {
  readonly engine: string;
  readonly endpoint: string;
  /** Requests per second that one core of server CPU time is good for. */
  readonly bare: number;
  readonly gateway: number;
  /** Median over the rounds of gateway to bare, per second of CPU time. */
  readonly ratio: number;
  readonly wallRatio: number;
}

/** Requests per second of CPU time, and of the clock. */
function rates({ requests, cpu, seconds }: Measure): { perCpuSecond: number; perSecond: number } {
  return { perCpuSecond: (requests / cpu) * 1e6, perSecond: requests / seconds };
}

async function compare(engine: string, databaseUrl: string): Promise<Row[]> {
  const bare = await startServer('bare', databaseUrl);
  const gateway = await startServer('gateway', databaseUrl);
  try {
    const rows: Row[] = [];
    for (const endpoint of await seedEndpoints(gateway.base)) {
      for (const server of [bare, gateway]) await measure(server, endpoint, 4);
      const pairs: { bare: ReturnType<typeof rates>; gateway: ReturnType<typeof rates> }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        pairs.push({
          bare: rates(await measure(bare, endpoint, secondsPerRound)),
          gateway: rates(await measure(gateway, endpoint, secondsPerRound)),
        });
      }
      const row: Row = {
        engine,
        endpoint: endpoint.name,
        bare: Math.round(median(pairs.map((pair) => pair.bare.perCpuSecond))),
        gateway: Math.round(median(pairs.map((pair) => pair.gateway.perCpuSecond))),
        ratio: Number(median(pairs.map((pair) => pair.gateway.perCpuSecond / pair.bare.perCpuSecond)).toFixed(2)),
        wallRatio: Number(median(pairs.map((pair) => pair.gateway.perSecond / pair.bare.perSecond)).toFixed(2)),
      };
      rows.push(row);
      process.stderr.write(`${row.engine} ${row.endpoint}: ${row.ratio}\n`);
    }
    return rows;
  } finally {
    bare.stop();
    gateway.stop();
  }
}

/** Loads the demo data through the gateway's own start. */
async function loadDemo(databaseUrl: string): Promise<void> {
  const { readConfig } = await import('../apps/gateway/src/config/gateway-config.js');
  const { createGateway } = await import('../apps/gateway/src/create-gateway.js');
  const config = readConfig({ DATABASE_URL: databaseUrl, DEMO_DATA: 'true', LOG_LEVEL: 'silent', JWT_SECRET: 'x'.repeat(32) });
  await (await createGateway(config, () => undefined)).close();
}

/** The part `endpoints`. */
export async function compareEndpoints(): Promise<void> {
  await import('reflect-metadata');
  if (pinned) spawnSync('taskset', ['-cp', '1', String(process.pid)]);
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  const postgres = await startPostgres();
  try {
    const sqlite = `sqlite:${join(folder, 'gateway.sqlite')}`;
    await loadDemo(sqlite);
    const database = await postgres.createDatabase();
    await loadDemo(database);
    const rows = [...(await compare('sqlite', sqlite)), ...(await compare('postgres', database))];
    console.table(rows);
    await mkdir('bench-results', { recursive: true });
    const file = join('bench-results', 'seed-endpoints.json');
    await writeFile(
      file,
      `${JSON.stringify({ node: process.version, connections, secondsPerRound, rounds, pinned, rows }, undefined, 2)}\n`,
    );
    process.stderr.write(`Written to ${file}. Ratio: requests per second of server CPU time, gateway to bare.\n`);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
