import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Copy, isIgnored, parseCopy, parseDockerfile, type Stage, textsOf } from './dockerfile.js';

const stages = parseDockerfile(readFileSync('docker/Dockerfile', 'utf8'));
const runtime = stages.at(-1)!;
const dockerignore = readFileSync('.dockerignore', 'utf8');
/** The Node that runs the tests comes first, whatever else is installed. */
const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
const copies = stages.flatMap((stage) => textsOf(stage, 'COPY').map(parseCopy));

describe('docker/Dockerfile', () => {
  it('copies only what exists and is in the build context', () => {
    const sources = copies.filter(({ from }) => from === undefined).flatMap((copy) => copy.sources);
    expect(sources).not.toEqual([]);
    expect(sources.filter((source) => !existsSync(source) || isIgnored(source, dockerignore))).toEqual([]);
  });

  it('keeps everything else out of the build context', () => {
    for (const path of [
      '.git',
      'node_modules/typeorm',
      'data/gateway.sqlite',
      'dist',
      'test',
      '.env',
      'apps/gateway/src/a.spec.ts',
    ]) {
      expect([path, isIgnored(path, dockerignore)]).toEqual([path, true]);
    }
    expect(isIgnored('apps/gateway/src/main.ts', dockerignore)).toBe(false);
  });

  it('takes files from stages that exist, and nothing from an address', () => {
    const names = stages.map(({ name }) => name);
    expect(copies.filter(({ from }) => from !== undefined && !names.includes(from))).toEqual([]);
    expect(stages.flatMap((stage) => textsOf(stage, 'ADD'))).toEqual([]);
    expect(stages.flatMap((stage) => textsOf(stage, 'RUN')).filter((command) => /curl|wget|https?:/.test(command))).toEqual([]);
  });

  it('runs as a user without rights, reports its health and gets its signals directly', () => {
    expect(runtime.image).toBe('node:20-bookworm-slim');
    expect(textsOf(runtime, 'USER')).toEqual(['node']);
    expect(textsOf(runtime, 'VOLUME')).toEqual(['/data']);
    expect(textsOf(runtime, 'HEALTHCHECK')).toEqual([expect.stringContaining('/health/ready')]);
    expect(JSON.parse(textsOf(runtime, 'CMD')[0]!)).toEqual(['node', 'dist/apps/gateway/src/main.js']);
  });
});

describe('docker/compose.yml', () => {
  const { services, volumes } = parse(readFileSync('docker/compose.yml', 'utf8'));

  it('starts the gateway when PostgreSQL is ready, and refuses to do so without a secret', () => {
    expect(services.gateway.build).toEqual({ context: '..', dockerfile: 'docker/Dockerfile' });
    expect(services.gateway.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(services.gateway.environment.JWT_SECRET).toMatch(/^\$\{JWT_SECRET:\?.+\}$/);
    expect(services.gateway.environment.DATABASE_URL).toMatch(/^postgres:\/\/gateway:.+@postgres:5432\/gateway$/);
    expect(services.postgres.healthcheck.test).toContain('pg_isready');
  });

  it('keeps the data of PostgreSQL in a named volume, at the place where the image of its version keeps it', () => {
    expect(services.postgres.image).toBe('postgres:18');
    expect(services.postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
    expect(Object.keys(volumes)).toContain('postgres');
  });

  it('keeps uploaded files in another one, at the place where the image looks for them', () => {
    const image = readFileSync('docker/Dockerfile', 'utf8');
    expect(image).toContain('\nENV FILES_URL=file:/data/files\n');
    expect(services.gateway.environment.FILES_URL).toBeUndefined();
    expect(services.gateway.volumes).toEqual(['files:/data']);
    expect(Object.keys(volumes).sort()).toEqual(['files', 'postgres']);
  });
});

/**
 * There may be no Docker engine where the tests run, so the steps are done by hand in folders that stand for the stages.
 * The stage `build` is not repeated, its dist is the one that `npm test` has just built; nor are the steps of the last
 * stage that need to be root.
 */
describe('the image, put together without Docker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-gateway-image-'));
  let gateway: ChildProcess | undefined;
  afterAll(() => {
    gateway?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('installs, starts, becomes ready and stops with 0 on SIGTERM', { timeout: 300_000 }, async () => {
    const dependencies = stages.find(({ name }) => name === 'dependencies')!;
    for (const { name, text } of dependencies.instructions) {
      if (name === 'COPY') copy(parseCopy(text), folder, 'dependencies');
      if (name === 'RUN') runAsInstallOf(text, join(folder, 'dependencies'));
    }
    mkdirSync(join(folder, 'build'));
    cpSync('dist', join(folder, 'build', 'dist'), { recursive: true });
    for (const text of textsOf(runtime, 'COPY')) copy(parseCopy(text), folder, 'runtime');

    const port = await freePort();
    gateway = start(runtime, folder, port);
    const exit = once(gateway, 'exit');
    const output = outputOf(gateway);
    const ready = await Promise.race([answers(`http://127.0.0.1:${port}/health/ready`), exit.then(() => false)]);
    expect(ready, output()).toBe(true);
    expect(healthOf(runtime, port)).toBe(0);
    gateway.kill('SIGTERM');
    const [code, signal] = await exit;
    expect({ code, signal }, output()).toEqual({ code: 0, signal: null });
  });
});

/** Each stage has a folder of its name, which stands for its /app. */
function copy({ from, sources, target }: Copy, folder: string, stage: string): void {
  for (const source of sources) {
    const path = from === undefined ? source : join(folder, from, source.replace(/^\/app\//, ''));
    // COPY puts a file into a target that ends in a slash, and the contents of a folder there.
    const into = join(folder, stage, target, statSync(path).isFile() && target.endsWith('/') ? basename(path) : '');
    cpSync(path, into, { recursive: true, verbatimSymlinks: true });
  }
}

function runAsInstallOf(command: string, cwd: string): void {
  // What npm test has installed is in npm's cache, so this needs no network.
  const env = { ...withoutNpmSettings(), PATH, npm_config_prefer_offline: 'true' };
  execFileSync('/bin/sh', ['-c', command], { cwd, env, stdio: 'pipe' });
}

/** `npm test` hands down its own settings, among them the project folder. */
function withoutNpmSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
}

function start(stage: Stage, folder: string, port: number): ChildProcess {
  const [program, ...args]: string[] = JSON.parse(textsOf(stage, 'CMD')[0]!);
  const data = join(folder, 'data');
  mkdirSync(data);
  const settings = textsOf(stage, 'ENV').map((text) => text.replace('/data/', `${data}/`).split(/=(.*)/s).slice(0, 2));
  const env = { PATH, ...Object.fromEntries(settings), HOST: '127.0.0.1', PORT: String(port) };
  return spawn(program!, args, { cwd: join(folder, 'runtime'), env, stdio: 'pipe' });
}

/** The exit code of the image's own health check. */
function healthOf(stage: Stage, port: number): number | null {
  const [, command = ''] = textsOf(stage, 'HEALTHCHECK')[0]!.split(' CMD ');
  const [program, ...args]: string[] = JSON.parse(command);
  return spawnSync(program!, args, { env: { PATH, PORT: String(port) } }).status;
}

function outputOf(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (chunk) => (text += chunk));
  child.stderr?.on('data', (chunk) => (text += chunk));
  return () => text;
}

async function answers(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return true;
    await pause(100);
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
