import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashApiKey } from '#auth';
import { objectHash } from '#records';
import { openStorage } from '#storage';

const built = 'dist/apps/gateway/src/main.js';

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the built gateway; ends it once it printed where it listens. */
function run(environment: NodeJS.ProcessEnv): Promise<Run> {
  const child = spawn(process.execPath, [built], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...environment },
  });
  let output = '';
  return new Promise((resolve) => {
    const collect = (text: Buffer): void => {
      output += String(text);
      if (output.includes('/health/ready')) child.kill('SIGTERM');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe('the start', () => {
  let folder: string;
  let databaseUrl: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-start-'));
    databaseUrl = `sqlite:${join(folder, 'gateway.sqlite')}`;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['PORT', { PORT: 'http' }],
    ['JWT_SECRET', { JWT_SECRET: 'short' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost' }],
  ])('stops over a bad %s and names it, without a trace', async (name, environment) => {
    const { code, output } = await run({ DATABASE_URL: databaseUrl, ...environment });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^${name} `));
    expect(output).not.toContain('    at ');
  });

  it('says in one line that the database or the port is not to be had', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const down = await run({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', JWT_SECRET: 'x'.repeat(32) });
    expect(down).toEqual({ code: 1, output: expect.stringMatching(/^DATABASE_URL cannot be opened: .*ECONNREFUSED[^\n]*\n$/) });
    const busy = await run({ DATABASE_URL: databaseUrl, DEMO_DATA: 'false', PORT: String(port) });
    expect(busy).toEqual({
      code: 1,
      output: expect.stringMatching(/^HOST and PORT cannot be listened on: .*EADDRINUSE[^\n]*\n$/),
    });
    taken.close();
  });

  it('loads the demo data once, prints how to try it, and stops on SIGTERM with 0', async () => {
    const first = await run({ DATABASE_URL: databaseUrl });
    expect(first.code).toBe(0);
    for (const told of ['/docs', 'ops-demo-password', 'demo-reader-key', 'curl ']) expect(first.output).toContain(told);
    const storage = await open();
    const operator = await storage.accounts.findByName('ops');
    await storage.accounts.changeAccount(operator?.id ?? 0, '', () => ({ passwordHash: 'changed' }));
    await storage.close();
    expect((await run({ DATABASE_URL: databaseUrl })).code).toBe(0);
    const after = await open();
    expect((await after.accounts.findByName('ops'))?.passwordHash).toBe('changed');
    expect(await after.accounts.findByKey(hashApiKey('demo-reader-key'), 'country')).toBeDefined();
    await after.close();
  });

  it('says so where loading the demo data was interrupted', async () => {
    const storage = await open();
    const account = { gid: 'g', name: 'demo-reader', passwordHash: undefined, generation: 0, operator: false, profile: {} };
    await storage.accounts.createAccount({ ...account, status: 'active' });
    await storage.spaces.create({ id: 'half', gid: 'h', birth: 'register', visibility: 'public', title: '', createdAt: 0 });
    await storage.close();
    const { code, output } = await run({ DATABASE_URL: databaseUrl });
    expect(code).toBe(1);
    expect(output).toMatch(/^Loading the demo data was interrupted/);
  });

  it('leaves an empty database empty where no demo data is wanted', async () => {
    expect((await run({ DATABASE_URL: databaseUrl, DEMO_DATA: 'false' })).code).toBe(0);
    const storage = await open();
    expect(await storage.spaces.list()).toEqual([]);
    await storage.close();
  });

  const open = () => openStorage({ url: databaseUrl, digester: { digest: objectHash }, trees: [] });
});
