import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  LoadRegisterLog,
  type LoadRegisterLogCommand,
  leafHashers,
  RegisterNotFound,
  RsfError,
  type RsfSource,
  textSource,
} from '#dialects/register';
import {
  AlreadyExists,
  auditPath,
  blobHash,
  consistencyProof,
  hashCanonical,
  nobody,
  objectHash,
  rootAt,
  spaceGid,
  systemClock,
  systemCollection,
} from '#records';
import { openStorage, type Storage } from '#storage';

const fixtures = join(import.meta.dirname, '../fixtures/register');
const demo = join(import.meta.dirname, '../../demo/register');
const cases = join(fixtures, 'cases');
const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const textOf = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const tiny = textOf(cases, 'tiny.rsf');

interface UploadCase {
  readonly file: string;
  readonly status: number;
  readonly details_contains: string | null;
  readonly user_entries_after: number;
  readonly note: string;
}
const uploads = (JSON.parse(textOf(cases, 'cases.json')) as { cases: UploadCase[] }).cases;

interface Vectors {
  readonly country_root: readonly { size: number; root: string }[];
  readonly country_proof: readonly { kind: 'consistency' | 'entry'; args: [number, number]; path: string[] }[];
  readonly next_view_roots: readonly { register: string; size: number; root: string }[];
}
const vectors = JSON.parse(textOf(fixtures, 'vectors.json')) as Vectors;

let storage: Storage;
beforeEach(async () => {
  storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: leafHashers });
});
afterEach(() => storage.close());

function load(log: string | RsfSource, options: Partial<LoadRegisterLogCommand> = {}) {
  const useCase = new LoadRegisterLog(storage.store, storage.spaces, systemClock);
  const source = typeof log === 'string' ? textSource(log) : log;
  return useCase.execute({ source, recordedBy: nobody, validation: 'strict', mayCreate: true, ...options });
}

/** What a refused log says. */
async function refusal(source: string | RsfSource, options: Partial<LoadRegisterLogCommand> = {}): Promise<string> {
  const error = await load(source, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RsfError);
  return (error as RsfError).details;
}

async function rootOf(register: string, tree = 'item-digest', size?: number): Promise<string> {
  return storage.store.read(register, async (snapshot) => {
    const total = size ?? (await snapshot.head(register)).entries;
    const root = await rootAt(total, (addresses) => snapshot.readTiles(register, tree, addresses));
    return root.toString('hex');
  });
}

/** The digest in the last `assert-root-hash` of a log. */
function sealOf(log: string): string | undefined {
  return [...log.matchAll(/^assert-root-hash\tsha-256:([0-9a-f]{64})/gm)].at(-1)?.[1];
}

const heads = (register: string) =>
  storage.store.read(register, async (snapshot) => ({
    user: await snapshot.head(register),
    system: await snapshot.head(systemCollection(register)),
  }));

describe('published logs', () => {
  const logs = [...readdirSync(demo).filter((name) => name.endsWith('.rsf'))].map((name) => ({ name, log: textOf(demo, name) }));
  logs.push({ name: 'country.at-208.rsf', log: textOf(fixtures, 'country.at-208.rsf') });

  it.each(logs)('$name loads, and its root hash is the one that it asserts', async ({ log }) => {
    const loaded = await load(log, { validation: 'relaxed' });
    expect(sealOf(log)).toBeDefined();
    expect(loaded.rootHash).toBe(sealOf(log));
    expect(await rootOf(loaded.space)).toBe(sealOf(log));
    const lines = log.split('\n');
    expect(loaded.userEntries).toBe(lines.filter((line) => line.startsWith('append-entry\tuser')).length);
    expect(loaded.systemEntries).toBe(lines.filter((line) => line.startsWith('append-entry\tsystem')).length);
  });

  it.each(logs)('$name breaks no rule of today', async ({ log }) => {
    expect((await load(log)).warnings).toEqual([]);
  });
});

describe('country.rsf', () => {
  beforeEach(async () => {
    await load(textOf(demo, 'country.rsf'));
  });

  it('has the published root hash at every published size', async () => {
    for (const { size, root } of vectors.country_root) expect(await rootOf('country', 'item-digest', size)).toBe(root);
  });

  it('has the published proofs', async () => {
    await storage.store.read('country', async (snapshot) => {
      for (const { kind, args, path } of vectors.country_proof) {
        const readTiles = (addresses: Parameters<typeof snapshot.readTiles>[2]) =>
          snapshot.readTiles('country', 'item-digest', addresses);
        const [first, size] = args;
        const proof =
          kind === 'entry' ? await auditPath(first - 1, size, readTiles) : await consistencyProof(first, size, readTiles);
        expect(proof.map((digest) => digest.toString('hex'))).toEqual(path);
      }
    });
  });

  it('stores the seed document’s blob hashes', async () => {
    const trail = await storage.store.latest('country').listTrail('country', 'CI');
    expect(trail.map(({ number, blobHash }) => [number, blobHash])).toEqual([
      [90, '7c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec'],
      [207, 'b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8'],
    ]);
  });
});

it('has the computed roots of the next view', async () => {
  for (const { register, size, root } of vectors.next_view_roots) {
    await load(textOf(demo, `${register}.rsf`));
    expect(await rootOf(register, 'object-hash', size)).toBe(root);
  }
});

describe('uploads to the register tiny', () => {
  beforeEach(async () => {
    await load(tiny);
  });

  it.each(uploads)(
    '$file is answered $status: $details_contains',
    async ({ file, status, details_contains, user_entries_after }) => {
      const source = textOf(cases, file);
      const before = await heads('tiny');
      if (status === 200) await load(source, { space: 'tiny' });
      else expect(await refusal(source, { space: 'tiny' })).toContain(details_contains);
      const after = await heads('tiny');
      expect(after.user.entries).toBe(user_entries_after);
      if (status !== 200) expect(after).toEqual(before);
    },
  );

  it('shows an earlier item again without a further blob', async () => {
    await load(textOf(cases, 'ok-existing-item.rsf'), { space: 'tiny' });
    const found = await storage.store.latest('tiny').findRecord('tiny', { key: 'a' });
    expect(found?.record).toMatchObject({ version: 6, fields: { name: 'Alpha' } });
    expect((await heads('tiny')).user.blobs).toBe(5);
  });

  it('lets one of two uploads win that were sealed at the same root', async () => {
    const root = sealOf(tiny);
    const item = (name: string) => `add-item\t{"name":"${name}","tiny":"a"}\n`;
    const first = `assert-root-hash\tsha-256:${root}\n${item('One')}append-entry\tuser\ta\t2021-01-01T00:00:00Z\tsha-256:${blobHash({ name: 'One', tiny: 'a' })}\n`;
    const second = `assert-root-hash\tsha-256:${root}\n${item('Two')}append-entry\tuser\ta\t2021-01-01T00:00:00Z\tsha-256:${blobHash({ name: 'Two', tiny: 'a' })}\n`;
    const results = await Promise.allSettled([load(first, { space: 'tiny' }), load(second, { space: 'tiny' })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await heads('tiny')).user.entries).toBe(6);
  });

  it('takes an empty upload', async () => {
    expect(await load('', { space: 'tiny' })).toMatchObject({ userEntries: 0, systemEntries: 0, rootHash: sealOf(tiny) });
  });
});

describe('relaxed validation', () => {
  const breaking = (line: string): string => `${tiny}${line}`;

  it('stores what breaks a schema rule and says where', async () => {
    const item = '{"colour":"red","size":"01","tiny":"e"}';
    const digest = blobHash(JSON.parse(item) as Record<string, string>);
    const log = breaking(`add-item\t${item}\nappend-entry\tuser\te\t2021-01-01T00:00:00Z\tsha-256:${digest}\n`);
    const { warnings, space } = await load(log, { validation: 'relaxed' });
    expect(warnings).toEqual([`line ${log.split('\n').length - 1}: Entry contains invalid fields: [colour]`]);
    expect((await storage.store.latest(space).findRecord(space, { key: 'e' }))?.record.fields).toEqual(JSON.parse(item));
  });

  it('stores a repeated user entry and says where', async () => {
    const [repeat = ''] = tiny.split('\n').filter((line) => line.startsWith('append-entry\tuser\td'));
    expect(await refusal(breaking(`${repeat}\n`))).toBe('Cannot contain identical items to previous entry');
    const { warnings, userEntries } = await load(breaking(`${repeat}\n`), { validation: 'relaxed' });
    expect(userEntries).toBe(6);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['a wrong root', `assert-root-hash\tsha-256:${emptyRoot}\n`, "Root hashes don't match"],
    ['an unknown item', `append-entry\tuser\te\t2021-01-01T00:00:00Z\tsha-256:${emptyRoot}\n`, 'Orphan append entry'],
    ['an unused item', 'add-item\t{"tiny":"e"}\n', 'Orphan add item (line:39)'],
    ['an item that is not canonical', 'add-item\t{"tiny": "e"}\n', 'Non canonical JSON'],
    ['a bad key', `append-entry\tuser\te e\t2021-01-01T00:00:00Z\tsha-256:${emptyRoot}\n`, 'Invalid key for append entry'],
  ])('still refuses %s', async (_, line, detail) => {
    expect(await refusal(breaking(line), { validation: 'relaxed' })).toContain(detail);
    expect(await storage.spaces.find('tiny')).toBeUndefined();
  });
});

describe('what a command may ask for', () => {
  it('refuses to create a register unless it may', async () => {
    await expect(load(tiny, { space: 'tiny', mayCreate: false })).rejects.toThrow(RegisterNotFound);
    await load(tiny);
    await load(textOf(cases, 'ok-append.rsf'), { space: 'tiny', mayCreate: false });
    expect((await heads('tiny')).user.entries).toBe(6);
  });

  it('tries a log without storing anything of it', async () => {
    const tried = await load(tiny, { dryRun: true });
    expect(tried).toMatchObject({ space: 'tiny', userEntries: 5, systemEntries: 13, rootHash: sealOf(tiny) });
    expect(await storage.spaces.find('tiny')).toBeUndefined();
    expect(await load(tiny)).toEqual(tried);
    const before = await heads('tiny');
    expect(await load(textOf(cases, 'ok-append.rsf'), { space: 'tiny', dryRun: true })).toMatchObject({ userEntries: 1 });
    expect(await refusal(textOf(cases, 'bad-key-space.rsf'), { space: 'tiny', dryRun: true })).toContain('Invalid key');
    expect(await heads('tiny')).toEqual(before);
  });

  it('tells lines and bytes on the way', async () => {
    const told: [number, number][] = [];
    await load(tiny, { onProgress: (lines, bytes) => told.push([lines, bytes]) });
    expect(told.at(-1)).toEqual([tiny.split('\n').length - 1, Buffer.byteLength(tiny)]);
  });
});

describe('long logs', () => {
  /** Beyond the blocks that a log is read in and the chunks that it is appended in; characters of one to four bytes. */
  const entries = 9000;
  const key = (at: number): string => `k${at % 6000}`;
  const itemAt = (at: number): string => `{"name":"${at} ${'aé€💥'.repeat(at % 9)}","tiny":"${key(at)}"}`;
  const entryAt = (at: number, item = itemAt(at)): string =>
    `append-entry\tuser\t${key(at)}\t2021-01-01T00:00:00Z\tsha-256:${hashCanonical(item)}\n`;
  const numbers = Array.from({ length: entries }, (_, at) => at);
  const interleaved = numbers.map((at) => `add-item\t${itemAt(at)}\n${entryAt(at)}`);
  const itemsFirst = [...numbers.map((at) => `add-item\t${itemAt(at)}\r\n`), ...numbers.map((at) => entryAt(at))];

  it('come to the same register in either layout', async () => {
    const one = await load(tiny + interleaved.join(''));
    const records = (await heads('tiny')).user;
    expect(one).toMatchObject({ userEntries: entries + 5, rootHash: await rootOf('tiny') });
    expect(records).toMatchObject({ entries: entries + 5, records: 6004, blobs: entries + 5 });
    const found = await storage.store.latest('tiny').findRecord('tiny', { key: 'k7' });
    expect(found?.record.fields).toEqual(JSON.parse(itemAt(6007)));
    await storage.close();
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: leafHashers });
    expect(await load(tiny + itemsFirst.join(''))).toEqual(one);
  });

  it('let the first error win, whatever comes later', async () => {
    const line = (at: number): number => tiny.split('\n').length - 1 + 2 * at + 2;
    const broken = (changes: { readonly [at: number]: string }): string =>
      tiny + interleaved.map((text, at) => changes[at] ?? text).join('');
    const repeat = `${interleaved[100]}${entryAt(100)}`;
    const repeatDetail = 'Cannot contain identical items to previous entry';
    const orphan = entryAt(200, '{}');
    const unknown = '{"colour":"red","tiny":"k300"}';
    const breach = `add-item\t${unknown}\n${entryAt(300, unknown)}`;
    await load(tiny);
    const before = await heads('tiny');
    for (const [log, detail] of [
      [broken({ 100: repeat, 200: orphan, 300: breach, 400: '\n' }), repeatDetail],
      [broken({ 200: orphan, 300: breach, 400: '\n' }), `Orphan append entry (line:${line(200) - 1})`],
      [broken({ 300: breach, 400: '\n', 8999: repeat }), 'Entry contains invalid fields: [colour]'],
      [broken({ 100: repeat, 400: '\n' }), repeatDetail],
      [broken({ 8999: repeat, 400: '\n' }), 'String is empty'],
      [broken({ 100: `${repeat}${interleaved[100]}`, 8000: 'assert-root-hash\tsha-256:00\n' }), repeatDetail],
      [broken({ 8000: 'assert-root-hash\tsha-256:00\n', 8001: orphan }), "Root hashes don't match"],
      [broken({ 5000: `add-item\t{"tiny":"unused"}\n` }).replace(entryAt(5001), ''), 'Orphan add item (line:'],
    ] as const) {
      expect(await refusal(log.slice(tiny.length), { space: 'tiny' })).toContain(
        detail.replace(/line:\d+/, (text) => shifted(text)),
      );
      expect(await heads('tiny')).toEqual(before);
    }
  });

  /** The logs go to a register that has the lines of `tiny` already. */
  const shifted = (text: string): string =>
    text.replace(/\d+/, (number) => String(Number(number) - (tiny.split('\n').length - 1)));

  it('have lines of up to a mebibyte, in UTF-8', async () => {
    const padded = (length: number): string => {
      const item = `{"name":"${'x'.repeat(length)}","tiny":"long"}`;
      return `add-item\t${item}\nappend-entry\tuser\tlong\t2021-01-01T00:00:00Z\tsha-256:${hashCanonical(item)}\n`;
    };
    const around = 'add-item\t{"name":"","tiny":"long"}\n'.length;
    expect((await load(tiny + padded(2 ** 20 - around))).userEntries).toBe(6);
    expect(await refusal(padded(2 ** 20 - around + 1), { space: 'tiny' })).toContain('longer than 1048576 bytes');
    expect(await refusal(padded(2 ** 22), { space: 'tiny' })).toContain('longer than 1048576 bytes');
    const bytes = Buffer.concat([Buffer.from('add-item\t{"tiny":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}\n')]);
    expect(await refusal(textSource(bytes), { space: 'tiny' })).toContain('String is empty or is in incorrect format');
    expect(await refusal(textSource(Buffer.concat([Buffer.from('nonsense\tx\n'), bytes])), { space: 'tiny' })).toContain(
      'Command nonsense is not recognised',
    );
  });

  it('let other work of the process have its turn', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await load(tiny + interleaved.join(''));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('founding a register', () => {
  it('creates a public space with a derived gid, titled as the log says', async () => {
    expect(await load(tiny)).toMatchObject({ space: 'tiny', userEntries: 5, systemEntries: 13, rootHash: sealOf(tiny) });
    expect(await storage.spaces.find('tiny')).toMatchObject({
      id: 'tiny',
      gid: spaceGid('tiny'),
      birth: 'register',
      visibility: 'public',
      title: 'Tiny',
    });
  });

  it('leaves no space behind where the log is refused', async () => {
    await refusal(`${tiny}nonsense\n`);
    expect(await storage.spaces.find('tiny')).toBeUndefined();
  });

  it('refuses a log that does not define its register', async () => {
    const undefinedLog = tiny
      .split('\n')
      .filter(
        (line) => !line.includes('register:tiny') && !line.includes('"fields"') && !/^(append-entry\tuser|assert)/.test(line),
      )
      .filter((line) => !(line.startsWith('add-item') && line.includes('"tiny":')))
      .join('\n');
    expect(await refusal(undefinedLog)).toBe('Definition for tiny register is missing');
    expect(await refusal(tiny, { space: 'other' })).toBe("Register 'other' cannot be named 'tiny'");
  });

  it('refuses a log without a name, or with one that is no name', async () => {
    expect(await refusal('')).toContain('must name its register');
    expect(await refusal(tiny, { space: 'Not A Name' })).toContain('must name its register');
  });

  it('refuses the name of a space that is no register', async () => {
    await storage.spaces.create({
      id: 'tiny',
      gid: spaceGid('tiny'),
      birth: 'unicat',
      visibility: 'private',
      title: 'T',
      createdAt: 0,
    });
    await expect(load(tiny)).rejects.toThrow(AlreadyExists);
  });

  it.each([
    ['a NUL in a value', '{"name":"a\\u0000b"}', 'Invalid JSON'],
    ['a lone surrogate', '{"name":"\\ud800"}', 'Invalid JSON'],
    ['deep nesting', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'Invalid JSON'],
    ['a list', '["a"]', 'Invalid JSON'],
    ['no JSON', '{', 'Invalid JSON'],
    ['duplicate members', '{"name":"a","name":"a"}', 'Non canonical JSON'],
  ])('refuses an item with %s', async (_, item, detail) => {
    expect(await refusal(`add-item\t${item}\n${tiny}`, { space: 'tiny' })).toContain(detail);
  });

  it('refuses system items whose values are no texts', async () => {
    const item = '{"custodian":null}';
    const entry = `append-entry\tsystem\tcustodian\t2020-01-01T00:00:00Z\tsha-256:${hashCanonical(item)}`;
    expect(await refusal(`${tiny}add-item\t${item}\n${entry}\n`)).toContain('Values must be texts');
  });

  it('refuses to change the datatype of an attribute', async () => {
    const item = '{"cardinality":"1","datatype":"string","field":"size","phase":"alpha"}';
    const entry = `append-entry\tsystem\tfield:size\t2020-01-01T00:00:00Z\tsha-256:${hashCanonical(item)}`;
    expect(await refusal(`${tiny}add-item\t${item}\n${entry}\n`)).toBe("Field 'size' must keep its datatype");
  });

  it('refuses a definition before its attributes, and user entries before the definition', async () => {
    const item = '{"fields":["tiny","colour"],"phase":"alpha","register":"tiny"}';
    const entry = `append-entry\tsystem\tregister:tiny\t2020-01-01T00:00:00Z\tsha-256:${hashCanonical(item)}`;
    expect(await refusal(`${tiny}add-item\t${item}\n${entry}\n`)).toBe('Field undefined: tiny - colour');
    const item2 = '{"tiny":"a"}';
    const user = `add-item\t${item2}\nappend-entry\tuser\ta\t2020-01-01T00:00:00Z\tsha-256:${hashCanonical(item2)}\n`;
    expect(await refusal(`${user}${tiny}`, { space: 'tiny' })).toBe('Definition for tiny register is missing');
  });
});
