import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoadRegisterLog, leafHashers, RedactBlob, RegisterLocator, textSource } from '#dialects/register';
import { objectHash } from '#records';
import { openStorage, type Storage } from '#storage';
import { engines, openDatabase } from '../support/gateway.js';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Event {
  readonly event: string;
  readonly [member: string]: unknown;
}

/** Runs the command line that was built. */
function run(args: readonly string[], environment: NodeJS.ProcessEnv, input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...args], {
    env: { PATH: process.env.PATH, ...environment },
  });
  const outcome = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    outcome.stdout += String(text);
  });
  child.stderr.on('data', (text) => {
    outcome.stderr += String(text);
  });
  // A command that refuses its arguments does not wait for its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...outcome })));
}

const events = (text: string): Event[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Event);
const lastEvent = (text: string): Event | undefined => events(text).at(-1);

const file = 'demo/register/country.rsf';
const root = '60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af';
const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file of the test's own. */
async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** Each command is a process, which on a busy machine takes seconds to start. */
const patience = { timeout: 180_000 };

describe.each(engines)('gateway register on %s', patience, (engine) => {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  beforeAll(async () => {
    database = await openDatabase(engine, 'empty');
  });
  afterAll(() => database.remove());

  const gateway = (...args: readonly string[]): Promise<Outcome> => withInput('', ...args);
  const withInput = (input: string, ...args: readonly string[]): Promise<Outcome> =>
    run(['register', ...args], { DATABASE_URL: database.url, JWT_SECRET: 'x'.repeat(32) }, input);
  const inStorage = async <T>(work: (storage: Storage) => Promise<T>): Promise<T> => {
    const storage = await openStorage({ url: database.url, digester: { digest: objectHash }, trees: leafHashers });
    try {
      return await work(storage);
    } finally {
      await storage.close();
    }
  };

  it('imports a log, tells how far it is and what it did, and with --dry-run stores nothing', async () => {
    const rehearsal = await gateway('import', file, '--dry-run');
    expect([rehearsal.code, rehearsal.stderr]).toEqual([0, '']);
    expect(lastEvent(rehearsal.stdout)).toEqual({
      event: 'done',
      register: 'country',
      dryRun: true,
      userEntries: 210,
      systemEntries: 18,
      rootHash: `sha-256:${root}`,
      warnings: 0,
    });
    expect(await inStorage(({ spaces }) => spaces.list())).toEqual([]);

    const text = await readFile(file, 'utf8');
    const outcome = await withInput(text, 'import', '-');
    expect(events(outcome.stdout)).toEqual([
      { event: 'progress', lines: 457, bytes: Buffer.byteLength(text), total: Buffer.byteLength(text) },
      expect.objectContaining({ event: 'done', dryRun: false, userEntries: 210 }),
    ]);
    expect(await inStorage(({ spaces }) => spaces.find('country'))).toMatchObject({ birth: 'register', visibility: 'public' });
  });

  it('refuses a log that does not fit, and keeps what there was', async () => {
    const outcome = await gateway('import', file);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Root hashes don't match[^\n]*\n$/) });
    expect(await gateway('import', await written('broken.rsf', 'add-item\tx\n'), '--register', 'country')).toMatchObject({
      code: 2,
      stdout: '',
    });
    expect(await gateway('import', join(folder, 'nothing.rsf'))).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('nothing.rsf'),
    });
    expect(lastEvent((await gateway('proof', 'country', 'root')).stdout)).toMatchObject({
      size: 210,
      'root-hash': `1220${root}`,
    });
  });

  it('imports old logs with a warning for each rule they break, where asked to', async () => {
    const item = (fields: object): string => JSON.stringify(fields);
    const items = [
      item({ name: 'old' }),
      item({ cardinality: '1', datatype: 'string', field: 'old' }),
      item({ cardinality: '1', datatype: 'integer', field: 'size' }),
      item({ fields: ['old', 'size'], register: 'old' }),
      item({ old: 'a', size: 'large' }),
    ];
    const keys = ['system\tname', 'system\tfield:old', 'system\tfield:size', 'system\tregister:old', 'user\ta'];
    const entries = keys.map(
      (key, at) => `append-entry\t${key}\t2020-01-01T00:00:00Z\tsha-256:${sha256(items[at] ?? '').toString('hex')}`,
    );
    const path = await written('old.rsf', `${[...items.map((text) => `add-item\t${text}`), ...entries].join('\n')}\n`);
    expect(await gateway('import', path)).toMatchObject({ code: 2, stderr: expect.stringContaining("'size'") });
    const relaxed = await gateway('import', path, '--relaxed');
    expect(relaxed.code).toBe(0);
    expect(events(relaxed.stdout).slice(-2)).toEqual([
      { event: 'warning', warning: expect.stringMatching(/^line 10: Field 'size'/) },
      expect.objectContaining({ event: 'done', warnings: 1, userEntries: 1 }),
    ]);
  });

  it('exports what verifies offline and loads elsewhere', async () => {
    const path = join(folder, `${engine}.rsf`);
    const exported = await gateway('export', 'country', '--output', path);
    expect([exported.code, lastEvent(exported.stdout)]).toMatchObject([0, { event: 'done', register: 'country' }]);
    const text = await readFile(path, 'utf8');
    expect(await gateway('export', 'country')).toMatchObject({ code: 0, stdout: text });
    const verified = await run(['register', 'verify', path], {});
    expect([verified.code, lastEvent(verified.stdout)]).toMatchObject([0, { intact: true, rootHash: root, userEntries: 210 }]);
    const slice = await gateway('export', 'country', '--from', '206', '--to', '208');
    expect(slice.stdout.split('\n').map((line) => line.split('\t')[0])).toEqual([
      'assert-root-hash',
      'add-item',
      'add-item',
      'append-entry',
      'append-entry',
      'assert-root-hash',
      '',
    ]);
    expect(await gateway('export', 'nowhere')).toMatchObject({ code: 3, stdout: '' });
    expect(await gateway('export', 'country', '--from', '211')).toMatchObject({ code: 2, stdout: '' });
    expect(await gateway('export', 'country', '--from', 'x')).toMatchObject({ code: 1, stdout: '' });
  });

  it('creates a register that others can load, and says what is wrong with one', async () => {
    const create = ['create', 'planet', '--title', 'Planets', '--custodian', 'Ada'];
    const outcome = await gateway(...create, '--attribute', 'name:string', '--attribute', 'moons:string:n');
    expect([outcome.code, lastEvent(outcome.stdout)]).toEqual([
      0,
      {
        event: 'done',
        register: 'planet',
        gid: expect.any(String),
        attributes: [
          { id: 'planet', datatype: 'string', cardinality: '1' },
          { id: 'name', datatype: 'string', cardinality: '1' },
          { id: 'moons', datatype: 'string', cardinality: 'n' },
        ],
      },
    ]);
    const { stdout: log } = await gateway('export', 'planet');
    const other = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: leafHashers });
    const loaded = await new LoadRegisterLog(other.store, other.spaces, { now: () => 0 }).execute({
      source: textSource(log),
      recordedBy: '0',
      validation: 'strict',
      mayCreate: true,
    });
    expect(loaded).toMatchObject({ space: 'planet', systemEntries: 7 });
    await other.close();
    expect(await gateway(...create)).toMatchObject({ code: 2, stderr: 'Register planet exists already\n' });
    expect(await gateway(...create.with(1, 'comet'), '--attribute', 'name:strng')).toMatchObject({ code: 2 });
    expect(await gateway(...create.with(1, 'comet'), '--attribute', 'name')).toMatchObject({ code: 1 });
    expect(await gateway('create', 'comet', '--title', 'Comets')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('custodian'),
    });
  });

  it('proves entries and consistency, so that anybody can check', async () => {
    const outcome = await gateway('proof', 'country', 'entry', '10', '200', '--verify');
    const proof = lastEvent(outcome.stdout) as unknown as { 'leaf-hash': string; 'root-hash': string; 'audit-path': string[] };
    expect(proof).toMatchObject({
      register: 'country',
      tree: 'item-digest',
      kind: 'entry',
      'entry-number': 10,
      size: 200,
      verified: true,
    });
    const bytes = (hash: string): Buffer => Buffer.from(hash.slice(4), 'hex');
    // Zero-based leaf 9 of 200: right, left, left, right, then left as long as 200 has larger halves (RFC 6962 §2.1.1).
    const sides = ['left', 'right', 'right', 'left', 'right', 'right', 'right', 'right'];
    const computed = proof['audit-path'].reduce(
      (node, hash, at) => (sides[at] === 'left' ? sha256('\u0001', bytes(hash), node) : sha256('\u0001', node, bytes(hash))),
      bytes(proof['leaf-hash']),
    );
    expect(computed).toEqual(bytes(proof['root-hash']));
    expect(proof['audit-path'][0]).toBe('1220f0ebeef6be205cfc5fb6b4a314294bdff471f5409594f742b0f30c8551278b4a');

    const consistency = await gateway('proof', 'country', 'consistency', '197', '200', '--verify', '--tree', 'object-hash');
    expect(lastEvent(consistency.stdout)).toMatchObject({ tree: 'object-hash', small: 197, large: 200, verified: true });
    expect(await gateway('proof', 'country', 'entry', '211', '211')).toMatchObject({ code: 2 });
    expect(await gateway('proof', 'nowhere', 'root')).toMatchObject({ code: 3, stderr: 'No register nowhere\n' });
    for (const args of [
      ['entry', 'a', '2'],
      ['leaf', '1', '2'],
      ['root', '--tree', 'oak'],
    ]) {
      expect(await gateway('proof', 'country', ...args)).toMatchObject({ code: 1, stdout: '' });
    }
  });

  it('verifies the export of a redacted register as far as it can be recomputed', async () => {
    await inStorage(async ({ store, spaces }) => {
      const place = await new RegisterLocator(store, spaces).find('country');
      if (place === undefined) throw new Error('No country');
      const blob = 'sha-256:6b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb';
      await new RedactBlob(store).execute({ place, log: 'user', blob, attribute: 'official-name' });
    });
    const { stdout } = await gateway('export', 'country');
    const outcome = await run(['register', 'verify', await written('redacted.rsf', stdout)], {});
    expect([outcome.code, lastEvent(outcome.stdout)]).toMatchObject([4, { intact: true, redactedItems: 1, rootHash: root }]);
  });
});

describe('gateway register verify', patience, () => {
  it('needs neither a database nor settings', async () => {
    expect((await run(['register', 'verify', file], { PORT: 'x', DATABASE_URL: 'nowhere' })).code).toBe(0);
    expect((await run(['register', 'verify', '-'], {}, await readFile(file, 'utf8'))).code).toBe(0);
  });

  it('names the first bad line', async () => {
    const text = await readFile(file, 'utf8');
    const path = await written('changed.rsf', text.replace('"name":"Ivory Coast"', '"name":"Ivory Cost"'));
    const outcome = await run(['register', 'verify', path], {});
    const line = text.split('\n').findIndex((each) => each.includes('"name":"Ivory Coast"')) + 1;
    expect([outcome.code, lastEvent(outcome.stdout)]).toEqual([
      2,
      { event: 'done', intact: false, line, problem: expect.stringContaining('item') },
    ]);
  });

  it('tells what it was given wrongly', async () => {
    expect(await run(['register', 'verify', join(folder, 'nothing.rsf')], {})).toMatchObject({ code: 3, stdout: '' });
    expect(await run(['register', 'verify'], {})).toMatchObject({ code: 1 });
    expect(await run(['register'], {})).toMatchObject({ stdout: expect.stringContaining('Exit codes: 0 done') });
  });
});
