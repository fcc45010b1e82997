import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialVerifier } from '#auth';
import { objectHash } from '#records';
import { openStorage } from '#storage';
import { engines, openDatabase } from '../support/gateway.js';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// Each command is a process, which on a busy machine takes seconds to start.
describe.each(engines)('the command line on %s', { timeout: 180_000 }, (engine) => {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  const databaseUrl = (): string => database.url;

  beforeAll(async () => {
    database = await openDatabase(engine, 'empty');
  });
  afterAll(() => database.remove());

  const gateway = (args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<Outcome> => {
    const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...args], {
      env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl(), JWT_SECRET: 'x'.repeat(32), ...environment },
    });
    const outcome = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      outcome.stdout += String(text);
    });
    child.stderr.on('data', (text) => {
      outcome.stderr += String(text);
    });
    child.stdin.end(input);
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...outcome })));
  };

  it('makes operators who can log in', async () => {
    expect(await gateway(['operator', 'create', 'alice'], 'a good password\n')).toEqual({
      code: 0,
      stdout: 'Operator alice created\n',
      stderr: '',
    });
    const storage = await openStorage({ url: databaseUrl(), digester: { digest: objectHash }, trees: [] });
    const { account } = await new CredentialVerifier(storage.accounts).password('alice', 'a good password', '');
    expect(account.operator).toBe(true);
    await storage.close();
  });

  it('says in one line what it refuses', async () => {
    expect(await gateway(['operator', 'create', 'bob'], 'short')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^[^\n]*10 bytes\n$/),
    });
    expect(await gateway(['operator', 'create', 'alice'], 'a good password')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^[^\n]*exists[^\n]*\n$/),
    });
    expect(await gateway(['operator', 'create'], '')).toMatchObject({ code: 1, stderr: expect.stringContaining('name') });
    expect(await gateway(['nonsense'])).toMatchObject({ code: 1, stderr: expect.stringContaining('nonsense') });
    expect(await gateway(['space', 'list'], '', { PORT: 'x' })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^PORT /),
    });
  });

  it('lists the spaces, none to begin with', async () => {
    expect(await gateway(['space', 'list'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
