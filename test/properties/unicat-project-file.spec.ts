import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ExportProject, ImportProjectFile } from '#dialects/unicat';
import { openFileStore } from '#files';
import { AlreadyExists, type FileStore, InvalidRecord, type RecordFields, readSchema, redactFields, type Space } from '#records';
import type { Gateway } from '../../apps/gateway/src/create-gateway.js';
import { type FormPart, form } from '../support/form.js';
import { engines, type RunningGateway, startGateway } from '../support/gateway.js';

type Storage = Gateway['storage'] & { readonly files: FileStore; readonly folder: string };
type Json = Record<string, never>;
interface Answered {
  readonly success: boolean;
  readonly result: { readonly [name: string]: string | undefined };
  readonly data: object;
}

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const project: string = sample.result.project;
const records: string[] = Object.keys(sample.data.records);
const [ordering] = sample.data['cc.projects'][project].options.orderedorderings;
const articles: string[] = Object.values<{ gid: string; status: string; is_link: boolean; treelevel: number }>(
  sample.data.records,
)
  .filter(({ status, is_link, treelevel }) => status === 'published' && !is_link && treelevel > 1)
  .map(({ gid }) => gid);

/** A gateway, with the storage beneath it and the store of its files. */
async function open(
  engine: (typeof engines)[number],
  data: 'demo' | 'empty',
): Promise<{ gateway: RunningGateway; storage: Storage }> {
  const opened: Gateway['storage'][] = [];
  const folder = await mkdtemp(join(tmpdir(), 'gateway-files-'));
  const FILES_URL = `file:${folder}`;
  const prepare = async (storage: Gateway['storage']) => void opened.push(storage);
  const gateway = await startGateway(engine, { FILES_URL }, { data, prepare });
  const stop = async () => {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const files = await openFileStore(FILES_URL);
  return { gateway: { ...gateway, stop }, storage: { ...opened[0]!, files, folder } };
}

async function exported({ store, accounts, spaces, files }: Storage, id: string): Promise<string[]> {
  let text = '';
  for await (const piece of new ExportProject(store, accounts, files).execute((await spaces.find(id)) as Space)) text += piece;
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

const imported = ({ store, spaces, accounts, files }: Storage, space: string, lines: readonly string[]) =>
  new ImportProjectFile(store, spaces, accounts, files).execute({ space, lines: () => each(lines) });

/** Names of what lies in the store of files, but for folders. */
async function filesIn({ folder }: Storage): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all.filter((each) => each.isFile()).map(({ name }) => name);
}

/** Without where the log had each entry. */
const withoutStamps = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/"position":\d+/, ''));

async function send(
  gateway: RunningGateway,
  token: string,
  path: string,
  body: object,
): Promise<{ status: number; text: string }> {
  return gateway.request('POST', `/api/p/${project}/${path}`, { headers: { authorization: `Bearer ${token}` }, body });
}

async function tokenOf(gateway: RunningGateway): Promise<string> {
  const answer = await gateway.request('POST', `/api/p/${project}/auth`, { body: { api_key: 'sample-api-key' } });
  return String(answer.headers.authorization);
}

/** The global cursor and the order of accounts are the gateway's, not the project's. */
function apartFromGateway(name: string, value: unknown): unknown {
  if (name === 'cc.cursor') return 0;
  if (name !== 'project_members' && name !== 'cc.projects_members') return value;
  return (value as unknown[]).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** All that a client sees of a project. */
async function seen(gateway: RunningGateway, token: string): Promise<unknown[]> {
  const answers = [];
  for (const [path, body] of [
    ['init', {}],
    ['records/get', { records }],
    ['modules/get', { modules: ['Sample exporter', 'Newcomer'] }],
    ['records/children', { record: sample.data.records[articles[0]!].parent, ordering, 'page.size': 1000 }],
  ] as const) {
    const { status, text } = await send(gateway, token, path, body);
    expect(status, text).toBe(200);
    answers.push(JSON.parse(text, apartFromGateway));
  }
  return answers;
}

const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u2028', '\r', '**REDACTED**ab', '', '$register', 'noorderlicht-record'))
  .map(
    // What no request can carry.
    (value) => value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, ''),
  );
const step = fc.oneof(
  fc.record({ record: fc.constantFrom(...articles), value: text }).map(({ record, value }) => ({
    path: '/records/update',
    body: { record, fields: { en: { name: value }, nl: { name: `${value}!` } } },
  })),
  fc
    .constantFrom(...articles)
    .map((record) => ({ path: '/records/create', body: { parent: sample.data.records[record].parent, ordering } })),
  fc.constantFrom(...articles).map((record) => ({ path: '/records/delete', body: { record } })),
  text.map((name) => ({ path: '/queries/create', body: { type: 'record', name: `q${name}`, q: name } })),
  text.map((value) => ({ path: '/modules/keys/set', body: { module: 'Sample exporter', key: `k${value}`, value } })),
  fc.constant({ path: '/modules/register', body: { module: 'Newcomer', version: '1' } }),
  text.map((name) => ({ path: '/channels/create', body: { name: `c${name}` } })),
  fc.constant({ path: '/backups/create', body: { created_by: 'Ines' } }),
  fc.constant({ path: '/backups/restore', body: { version: 1 } }),
);

const bluePng = (): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'blue' } })
    .png()
    .toBuffer();

function fileLine(content: string, more: boolean): string {
  const hash = createHash('sha256').update(content).digest('hex');
  return JSON.stringify({ file: { hash, bytes: Buffer.from(content).toString('base64'), more } });
}

describe.each(engines)('the file of a project on %s', { timeout: 300_000 }, (engine) => {
  it('leads to the same project elsewhere, whose file is the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.constantFrom('noorderlicht', 'elsewhere'), async (steps, space) => {
        const source = await open(engine, 'demo');
        const target = await open(engine, 'empty');
        try {
          const token = await tokenOf(source.gateway);
          for (const { path, body } of steps) {
            const { status, text: answer } = await send(source.gateway, token, path.slice(1), body);
            expect(status, answer).toBeLessThan(500);
          }
          await jobsDone(source.storage);
          const file = await exported(source.storage, 'noorderlicht');
          const entries = file.filter((line) => line.startsWith('{"entry"')).length;
          const outcome = await imported(target.storage, space, file);
          expect(outcome).toMatchObject({ entries, space: { id: space, gid: project, birth: 'unicat', visibility: 'private' } });
          expect(withoutStamps(await exported(target.storage, space))).toEqual(withoutStamps(file));
          expect(await attributesOf(target.storage, space)).toEqual(await attributesOf(source.storage, 'noorderlicht'));
          // Both gateways have the secret of the tests, and the members are the same.
          expect(await seen(target.gateway, token)).toEqual(await seen(source.gateway, token));
        } finally {
          await source.gateway.stop();
          await target.gateway.stop();
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('keeps redacted values redacted, and backups that can be restored', async () => {
    const source = await open(engine, 'demo');
    const target = await open(engine, 'empty');
    try {
      const [record] = articles as [string];
      const found = await source.storage.store.latest('noorderlicht').findRecord('record', { key: record });
      const { fields, blobHash } = found!.record;
      const [name] = Object.keys(fields).filter((each) => each.startsWith('name'));
      const redacted: RecordFields = redactFields(fields, [name!]);
      await source.storage.store.write('noorderlicht', (tx) => tx.redact('record', blobHash, redacted));
      const file = await exported(source.storage, 'noorderlicht');
      await imported(target.storage, 'noorderlicht', file);
      const there = await target.storage.store.latest('noorderlicht').findRecord('record', { key: record });
      expect(there?.record).toMatchObject({ fields: redacted, blobHash });
      expect(withoutStamps(await exported(target.storage, 'noorderlicht'))).toEqual(withoutStamps(file));

      const token = await tokenOf(source.gateway);
      const other = articles[1]!;
      await send(target.gateway, token, 'records/update', { record: other, fields: { en: { name: 'Spoilt' } } });
      await send(target.gateway, token, 'backups/restore', { version: 1 });
      await jobsDone(target.storage);
      const { text: answer } = await send(target.gateway, token, 'records/get', { record: other });
      expect((JSON.parse(answer) as { data: { records: Json } }).data.records[other]).toMatchObject({
        title: sample.data.records[other].title,
      });
    } finally {
      await source.gateway.stop();
      await target.gateway.stop();
    }
  });

  it('carries changes of the schema, assets, all their versions and what was published of them', async () => {
    const source = await open(engine, 'demo');
    const target = await open(engine, 'empty');
    try {
      const token = await tokenOf(source.gateway);
      const ask = async (gateway: RunningGateway, path: string, body: object): Promise<Answered> => {
        const { status, text: answer } = await send(gateway, token, path, body);
        expect(status, answer).toBe(200);
        return JSON.parse(answer) as Answered;
      };
      const upload = async (path: string, where: FormPart, content: string | Buffer, filename = 'notes.txt'): Promise<string> => {
        const { headers, body } = form(where, { name: 'upload_file', content, filename });
        const all = { ...headers, authorization: `Bearer ${token}` };
        const answer = await source.gateway.request('POST', `/api/p/${project}/assets/${path}`, { headers: all, body });
        expect(answer.status, answer.text).toBe(200);
        return answer.json<Answered>().result.asset!;
      };
      const dam = async ({ request }: RunningGateway, path: string): Promise<string> => {
        const answer = await request('GET', `/dam/p/${project}/${path}`, { headers: { authorization: `Bearer ${token}` } });
        expect(answer.status, answer.text).toBe(200);
        return new URL(answer.json<Answered>().result.public_url!).pathname;
      };

      const [record] = articles as [string];
      const { result: made } = await ask(source.gateway, 'fields/create', { name: 'weight', type: 'number' });
      await ask(source.gateway, 'fields/commit', { field: made.field });
      await ask(source.gateway, 'records/definition/fields/add', { record, field: made.field });
      await ask(source.gateway, 'records/update', { record, fields: { en: { weight: 7 } } });
      const stock = Object.values<{ gid: string; name: string }>(sample.data.fields).find(({ name }) => name === 'stock')!.gid;
      const { result: copy } = await ask(source.gateway, 'fields/modify', { field: stock, name: 'in_stock', is_localized: true });
      await ask(source.gateway, 'fields/commit', { field: copy.field });
      await ask(source.gateway, 'languages/add', { language: 'fr' });
      const folder = Object.values<{ gid: string; pathname: string }>(sample.data.assets).find(
        ({ pathname }) => pathname === '/',
      )!;
      const inRoot = { name: 'parent', content: folder.gid };
      const asset = await upload('upload', inRoot, 'first version');
      const first = await dam(source.gateway, `publish/${asset}~1.txt`);
      // More than fits on one line of the file.
      const large = Buffer.alloc(1_000_001, 'abcdefg');
      await upload('upload_update', { name: 'asset', content: asset }, large);
      const second = await dam(source.gateway, `publish/${asset}~2.txt`);
      const empty = await upload('upload', inRoot, '', 'empty.txt');
      const image = await upload('upload', inRoot, await bluePng(), 'blue.png');
      const smaller = await dam(source.gateway, `transform/${image}~1.png/width=2`);
      await ask(source.gateway, 'records/update', { record, fields: { en: { manual: asset } } });

      const file = await exported(source.storage, 'noorderlicht');
      const at = (start: string): number[] => file.flatMap((line, number) => (line.startsWith(start) ? [number] : []));
      const hash = createHash('sha256').update(large).digest('hex');
      const parts = file.filter((line) => line.startsWith('{"file"') && line.includes(hash));
      expect(parts).toHaveLength(3);
      expect(Buffer.concat(parts.map((part) => Buffer.from(/"bytes":"([^"]*)"/.exec(part)![1]!, 'base64')))).toEqual(large);
      // Each of the five once: two versions, the empty one, the image and what was made of it.
      expect(at('{"file"')).toHaveLength(4 + 3);
      expect(file.findIndex((line) => line.startsWith('{"file"') && line.includes(hash))).toBeLessThan(
        file.findIndex((line) => line.startsWith('{"entry"') && line.includes(hash)),
      );

      await imported(target.storage, 'noorderlicht', file);
      expect(withoutStamps(await exported(target.storage, 'noorderlicht'))).toEqual(withoutStamps(file));
      expect((await filesIn(target.storage)).sort()).toEqual((await filesIn(source.storage)).sort());
      expect(await seen(target.gateway, token)).toEqual(await seen(source.gateway, token));
      const assets = { assets: [asset, empty, image, folder.gid] };
      expect((await ask(target.gateway, 'assets/get', assets)).data).toEqual(
        (await ask(source.gateway, 'assets/get', assets)).data,
      );
      expect((await target.gateway.request('GET', first)).text).toBe('first version');
      expect((await target.gateway.request('GET', second)).bytes).toEqual(large);
      expect((await target.gateway.request('GET', smaller)).bytes).toEqual((await source.gateway.request('GET', smaller)).bytes);
      const published = await dam(target.gateway, `publish/${empty}~1.txt`);
      expect(await target.gateway.request('GET', published)).toMatchObject({ status: 200, text: '' });
      await ask(target.gateway, 'records/update', { record, fields: { fr: { in_stock: 8 } } });
    } finally {
      await source.gateway.stop();
      await target.gateway.stop();
    }
  });

  it('is refused where it is no such file or has no room, and then leaves nothing', async () => {
    const source = await open(engine, 'demo');
    const target = await open(engine, 'empty');
    try {
      const file = await exported(source.storage, 'noorderlicht');
      await expect(imported(source.storage, 'copy', file)).rejects.toThrow(AlreadyExists);
      await expect(imported(source.storage, 'noorderlicht', file)).rejects.toThrow(AlreadyExists);
      await expect(exported(source.storage, 'country')).rejects.toThrow(InvalidRecord);
      const misfit = file.find((line) => line.includes('"collection":"record"'))!;
      for (const broken of [
        [],
        ['{}'],
        file.slice(1),
        [...file.slice(0, 5), '{"entry":{}}'],
        [...file.slice(0, 5), '{"entry"'],
        [...file.slice(0, 5), 'null'],
        [...file, JSON.stringify({ file: { hash: 'a'.repeat(64), bytes: '', more: false } })],
        [...file, fileLine('a', true)],
        [...file, fileLine('a', true), file[5]!],
        [...file, fileLine('a', true), fileLine('b', false)],
        [...file, fileLine('a', false).replace(/"hash":"[^"]*"/, '"hash":"../x"')],
        [...file, misfit.replace('"$register"', '"$register":"x","shop-record"')],
      ]) {
        await expect(imported(target.storage, 'shop', broken), broken.at(-1)).rejects.toThrow(InvalidRecord);
      }
      await expect(imported(target.storage, 'No Name', file)).rejects.toThrow(InvalidRecord);
      expect(await target.storage.spaces.list()).toEqual([]);
      expect(await target.storage.accounts.findByName('ines')).toBeUndefined();
      expect(await filesIn(target.storage)).toEqual([]);

      await imported(target.storage, 'shop', [...file, fileLine('nobody names it', false)]);
      await expect(imported(target.storage, 'other', [...file, fileLine('x', false)])).rejects.toThrow(AlreadyExists);
      expect(await filesIn(target.storage)).toHaveLength(1);
      const members = await target.storage.accounts.listMembers('shop');
      expect(members.find(({ account }) => account.name === 'ines')).toMatchObject({
        account: { gid: sample.data['cc.projects'][project].owner, passwordHash: undefined, operator: false },
        membership: { role: 'staff' },
      });
    } finally {
      await source.gateway.stop();
      await target.gateway.stop();
    }
  });
});

/** As the register of the records declares them, but for the one that is called like the register. */
async function attributesOf({ store }: Gateway['storage'], space: string): Promise<readonly string[]> {
  const { items } = await store.latest(space).listRecords('register.system.record', { limit: 1000 });
  const schema = readSchema(`${space}-record`, items);
  const [own, ...others] = schema!.attributes.map(({ name, datatype, cardinality }) => `${name} ${datatype} ${cardinality}`);
  expect(own).toBe(`${space}-record string 1`);
  return others;
}

/** Jobs write to the log too. */
async function jobsDone({ store, spaces }: Gateway['storage']): Promise<void> {
  for (const { id, birth } of await spaces.list()) {
    if (birth !== 'unicat') continue;
    for (;;) {
      const { items } = await store.latest(id).listRecords('unicat.job.record', { limit: 1000 });
      if (items.every(({ fields }) => fields.status === 'done')) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
