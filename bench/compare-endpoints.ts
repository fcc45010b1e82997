// Each seed endpoint against bare Fastify running the same SQL statements and sending the same bytes, in one run: server on
// one core, load on another, rounds in turn. What counts is the ratio of requests per second of server CPU time; wall-clock
// rates depend on what else the machine does.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startPostgres } from '../test/support/postgres.js';
import { type Endpoint, seedEndpoints } from './endpoints.js';

/** Many short rounds in turn: what else the machine does then meets both servers alike. */
const rounds = 9;
const secondsPerRound = Number(process.env.BENCH_SECONDS ?? 2);
const connections = 32;

interface Server {
  readonly base: string;
  cpuMicroseconds(): Promise<number>;
  stop(): void;
}

interface Measure {
  readonly requests: number;
  /** Microseconds. */
  readonly cpu: number;
  readonly seconds: number;
}

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

const pinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

function startServer(kind: 'bare' | 'gateway', databaseUrl: string): Promise<Server> {
  const file = fileURLToPath(new URL('./server.js', import.meta.url));
  const command = pinned ? ['taskset', '-c', '0', process.execPath, file, kind] : [process.execPath, file, kind];
  const child: ChildProcess = spawn(command[0] ?? '', command.slice(1), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      JWT_SECRET: 'a secret of the benchmarks, 32 bytes and more',
      LOG_LEVEL: 'silent',
      RATE_LIMITS: 'false',
      DEMO_DATA: 'false',
    },
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The ${kind} server ended with ${code}`)));
    child.once('message', (message) => {
      const { port } = message as { port: number };
      resolve({
        base: `http://127.0.0.1:${port}`,
        cpuMicroseconds: () =>
          new Promise((told) => {
            child.once('message', (usage) => {
              const { cpu } = usage as { cpu: NodeJS.CpuUsage };
              told(cpu.user + cpu.system);
            });
            child.send('usage');
          }),
        stop: () => child.kill('SIGKILL'),
      });
    });
  });
}

async function measure(server: Server, { method, path, headers, body }: Endpoint, seconds: number): Promise<Measure> {
  const before = await server.cpuMicroseconds();
  const result = await autocannon({
    url: server.base + path,
    method,
    headers: { ...headers },
    connections,
    duration: seconds,
    ...(body === undefined ? {} : { body }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} refusals, ${result.errors} errors`);
  return { requests: result['2xx'], cpu: (await server.cpuMicroseconds()) - before, seconds: result.duration };
}

/** Requests per second of CPU time, and of the clock. */
function rates({ requests, cpu, seconds }: Measure): { perCpuSecond: number; perSecond: number } {
  return { perCpuSecond: (requests / cpu) * 1e6, perSecond: requests / seconds };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
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
