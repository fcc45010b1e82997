import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines, openDatabase } from '../support/gateway.js';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Database = Awaited<ReturnType<typeof openDatabase>>;

/** Runs the command line that was built. */
function run(database: Database, ...args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', 'project', ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: database.url, JWT_SECRET: 'x'.repeat(32) },
  });
  const outcome = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    outcome.stdout += String(text);
  });
  child.stderr.on('data', (text) => {
    outcome.stderr += String(text);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...outcome })));
}

const lastEvent = (text: string): unknown => JSON.parse(text.trimEnd().split('\n').at(-1) ?? 'null');

// Each command is a process, which on a busy machine takes seconds to start.
describe.each(engines)('gateway project on %s', { timeout: 180_000 }, (engine) => {
  let source: Database;
  let target: Database;
  let folder = '';
  beforeAll(async () => {
    source = await openDatabase(engine, 'demo');
    target = await openDatabase(engine, 'empty');
    folder = await mkdtemp(join(tmpdir(), 'gateway-cli-'));
  });
  afterAll(async () => {
    await source.remove();
    await target.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('exports a project and imports it under another name', async () => {
    const file = join(folder, 'noorderlicht.ndjson');
    const written = await run(source, 'export', 'noorderlicht', '--output', file);
    expect([written.code, written.stderr]).toEqual([0, '']);
    const text = await readFile(file, 'utf8');
    const lines = text.split('\n').length - 1;
    expect(lastEvent(written.stdout)).toEqual({ event: 'done', space: 'noorderlicht', lines, bytes: Buffer.byteLength(text) });
    const printed = await run(source, 'export', 'noorderlicht');
    expect(printed.stdout).toBe(text);

    const outcome = await run(target, 'import', file, '--space', 'shop');
    expect([outcome.code, outcome.stderr]).toEqual([0, '']);
    expect(lastEvent(outcome.stdout)).toEqual({
      event: 'done',
      space: 'shop',
      project: 'f57c22e5-1db2-4254-8c30-1273826087df',
      entries: text.split('\n').filter((line) => line.startsWith('{"entry"')).length,
      accounts: 4,
    });
    expect((await run(target, 'export', 'shop')).stdout).toBe(text);
  });

  it('says what is wrong, and ends with the code for it', async () => {
    expect(await run(source, 'export', 'nothing')).toMatchObject({ code: 3, stdout: '', stderr: 'No space nothing\n' });
    expect(await run(source, 'export', 'country')).toMatchObject({ code: 2, stderr: 'Space country is no Unicat project\n' });
    expect((await run(target, 'import', join(folder, 'missing'), '--space', 'x')).code).toBe(3);
    expect((await run(target, 'import', join(folder, 'noorderlicht.ndjson'))).code).toBe(1);
    expect((await run(target, 'import', join(folder, 'noorderlicht.ndjson'), '--space', 'again')).code).toBe(2);
    await writeFile(join(folder, 'broken'), '{"format":"x"}\n');
    expect(await run(target, 'import', join(folder, 'broken'), '--space', 'broken')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Line 1 is not[^\n]*\n$/),
    });
  });
});
