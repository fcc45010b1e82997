import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, openDatabase } from '../support/gateway.js';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a gateway keeps what it has. */
interface Gateway extends Database {
  /** A folder. */
  readonly files: string;
}

/** Runs the command line that was built. */
function run({ url, files }: Gateway, ...args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', 'project', ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: url, FILES_URL: `file:${files}`, JWT_SECRET: 'x'.repeat(32) },
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
  let source: Gateway;
  let target: Gateway;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-cli-'));
    source = { ...(await openDatabase(engine, 'demo')), files: join(folder, 'source') };
    target = { ...(await openDatabase(engine, 'empty')), files: join(folder, 'target') };
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

  it('takes files along', async () => {
    const hash = createHash('sha256').update('a leaflet').digest('hex');
    const part = { file: { hash, bytes: Buffer.from('a leaflet').toString('base64'), more: false } };
    const lines = (await run(source, 'export', 'noorderlicht')).stdout.trimEnd().split('\n');
    const at = lines.findIndex((line) => line.includes('unicat.asset.record') && line.includes('.pdf'));
    const named = JSON.parse(lines[at] ?? '{}') as { entry: { fields: { file: string } } };
    named.entry.fields.file = hash;
    // Files stand before the thousand entries that name them.
    const first = lines.findIndex((line) => line.startsWith('{"entry"'));
    const all = [...lines.slice(0, first), part, ...lines.slice(first, at), named, ...lines.slice(at + 1)];
    const texts = all.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    const file = join(folder, 'leaflet.ndjson');
    await writeFile(file, texts.join('\n'));

    const elsewhere = { ...(await openDatabase(engine, 'empty')), files: join(folder, 'elsewhere') };
    try {
      expect(await run(elsewhere, 'import', file, '--space', 'noorderlicht')).toMatchObject({ code: 0, stderr: '' });
      expect(await readFile(join(elsewhere.files, hash.slice(0, 2), hash), 'utf8')).toBe('a leaflet');
      const again = (await run(elsewhere, 'export', 'noorderlicht')).stdout.trimEnd().split('\n');
      expect(again.map((line) => JSON.parse(line) as unknown)).toEqual(texts.map((line) => JSON.parse(line) as unknown));
    } finally {
      await elsewhere.remove();
    }
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
