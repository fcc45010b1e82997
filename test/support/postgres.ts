import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { copyBinaries } from './postgres-binaries.js';
import { type PostgresServer, postgresServer, runOn } from './postgres-server.js';

export interface StartedPostgres extends PostgresServer {
  /** Stops the server, or on a server that is not ours drops what was created through this handle. */
  stop(): Promise<void>;
}

type Identity = Pick<SpawnOptions, 'uid' | 'gid'>;

/** How long the server may take to answer, in milliseconds. */
const patience = 60_000;

/** Nothing has to outlive the run, so nothing waits for the disk. */
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'max_connections=200',
  'unix_socket_directories=',
  'listen_addresses=127.0.0.1',
];

/**
 * A PostgreSQL of our own from the binaries of an npm package, or the one that TEST_DATABASE_URL names.
 * @throws Error where there is none: tests that need it must fail, not skip
 */
export async function startPostgres(): Promise<StartedPostgres> {
  const foreign = process.env.TEST_DATABASE_URL;
  return foreign === undefined ? startOwn() : useForeign(foreign);
}

async function useForeign(url: string): Promise<StartedPostgres> {
  const server = postgresServer(url);
  const created = new Set<string>();
  await runOn(url, 'SELECT 1');
  return {
    url,
    createDatabase: async (template) => {
      const database = await server.createDatabase(template);
      created.add(database);
      return database;
    },
    dropDatabase: async (database) => {
      await server.dropDatabase(database);
      created.delete(database);
    },
    stop: async () => {
      for (const database of created) await server.dropDatabase(database);
      created.clear();
    },
  };
}

async function startOwn(): Promise<StartedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-postgres-'));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    await chmod(folder, 0o755);
    await copyBinaries(join(folder, 'native'));
    const identity = await unprivileged();
    const data = await initialise(folder, identity);
    const port = await freePort();
    const process = launch(folder, data, port, identity);
    const release = stopWithParent(process, removeFolder);
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    await untilReady(url, process);
    return { ...postgresServer(url), stop: () => stop(process, folder, release) };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

/** PostgreSQL refuses to run as root; somebody with fewer rights takes its place. */
async function unprivileged(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const nobody = users.find(([name]) => name === 'nobody');
  if (nobody === undefined) throw new Error('PostgreSQL does not run as root, and there is no user nobody');
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) };
}

async function initialise(folder: string, identity: Identity): Promise<string> {
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  if (identity.uid !== undefined && identity.gid !== undefined) await chown(data, identity.uid, identity.gid);
  const options = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(join(folder, 'native/bin/initdb'), options, { cwd: folder, ...identity });
  return data;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function launch(folder: string, data: string, port: number, identity: Identity): ChildProcess {
  const options = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(join(folder, 'native/bin/postgres'), options, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...identity });
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const log: string[] = [];
  server.stderr?.on('data', (text: Buffer) => log.splice(0, log.length - 50, String(text)));
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await runOn(url, 'SELECT 1');
      return;
    } catch (error) {
      const ended = server.exitCode !== null || server.signalCode !== null;
      if (ended || Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause: error });
      await sleep(50);
    }
  }
}

/** The server must not outlive this process, however that ends. Returns a function that takes the precaution back. */
function stopWithParent(server: ChildProcess, removeFolder: () => void): () => void {
  const kill = (): void => {
    server.kill('SIGQUIT');
    removeFolder();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    release();
    kill();
    // With no other listener the signal has to have the effect that it would have had without ours.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const release = (): void => {
    process.off('exit', kill).off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
  process.on('exit', kill).on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return release;
}

async function stop(server: ChildProcess, folder: string, release: () => void): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    const forced = setTimeout(() => server.kill('SIGQUIT'), 5000);
    await ended;
    clearTimeout(forced);
  }
  release();
  await rm(folder, { recursive: true, force: true });
}
