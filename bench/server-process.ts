// The servers under load, each a process of its own.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { Endpoint } from './endpoints.js';

export const connections = 32;

export interface Server {
  readonly base: string;
  /** CPU time so far in microseconds, and resident memory in bytes. */
  usage(): Promise<{ readonly cpu: number; readonly rss: number }>;
  stop(): void;
}

export interface Measure {
  readonly requests: number;
  /** Microseconds. */
  readonly cpu: number;
  readonly seconds: number;
}

/** Whether server and load have a core each. */
export const pinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

export function startServer(kind: 'bare' | 'gateway', databaseUrl: string): Promise<Server> {
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
        usage: () =>
          new Promise((told) => {
            child.once('message', (usage) => {
              const { cpu, rss } = usage as { cpu: NodeJS.CpuUsage; rss: number };
              told({ cpu: cpu.user + cpu.system, rss });
            });
            child.send('usage');
          }),
        stop: () => child.kill('SIGKILL'),
      });
    });
  });
}

/** Load on one address, from `connections` clients. */
export async function measure(server: Server, { method, path, headers, body }: Endpoint, seconds: number): Promise<Measure> {
  const { cpu: before } = await server.usage();
  const result = await autocannon({
    url: server.base + path,
    method,
    headers: { ...headers },
    connections,
    duration: seconds,
    ...(body === undefined ? {} : { body }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} refusals, ${result.errors} errors`);
  return { requests: result['2xx'], cpu: (await server.usage()).cpu - before, seconds: result.duration };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
