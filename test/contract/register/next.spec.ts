import { expect, it } from 'vitest';
import { demonlist, registers as demoRegisters, operator, reader, registerSource } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { beside, holding } from '../../support/logs.js';
import { appending, defining } from '../../support/rsf.js';
import {
  addressings,
  asking,
  csv,
  expectCommonHeaders,
  expectConditional,
  expectError,
  json,
  permanent,
  redactable,
  registers,
} from './addressing.js';
import { path as auditPath, consistency, objectHashLeaf, root } from './merkle.js';
import { objectHash, redacted } from './object-hash.js';

interface EntryDocument {
  readonly 'entry-number': number;
  readonly 'entry-timestamp': string;
  readonly key: string;
  readonly 'blob-hash': string;
}

type Flat = { readonly _id: string } & Readonly<Record<string, string | string[]>>;

/** The log of a demo register with the object hashes computed here. */
function sourceOf(register: string) {
  const { entries, itemOf } = registerSource(register);
  return entries.map((entry) => ({ ...entry, objectHash: objectHash(itemOf(entry.hash)) }));
}

const country = sourceOf('country');
const leaves = country.map(objectHashLeaf);
const hexOf = (hash: Buffer): string => `1220${hash.toString('hex')}`;

const ivoryCoast = {
  _id: 'CI',
  country: 'CI',
  name: 'Ivory Coast',
  'official-name': 'The Republic of Côte D’Ivoire',
  'citizen-names': 'Citizen of the Ivory Coast',
};
const ivoryCoastTrail = [
  {
    'entry-number': 90,
    'entry-timestamp': '2016-04-05T13:23:05Z',
    key: 'CI',
    'blob-hash': '1220aeb146fb196187285b0bc598e1335fca2663a2376e910de2a88f9818c816a05c',
  },
  {
    'entry-number': 207,
    'entry-timestamp': '2017-10-25T09:52:52Z',
    key: 'CI',
    'blob-hash': '1220797da3ee1620d4804d70fb759e7cecc7c9dd7feea83e20d0baaa3012bbab512b',
  },
];
const kingdomHash = '122016a21568e4f3f8c3c4f8088fe2829cc2863e1bae1be19607878b62dc2df93eba';
const kingdomDigest = '6b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb';
const kingdom = {
  _id: kingdomHash,
  country: 'GB',
  name: 'United Kingdom',
  'official-name': 'The United Kingdom of Great Britain and Northern Ireland',
  'citizen-names': 'Briton;British citizen',
};
const columns = '_id,country,name,official-name,citizen-names,start-date,end-date';
const entryColumns = 'entry-number,entry-timestamp,key,blob-hash';
const countryRoot = '12203fb02f1188e670f8abaa0f1d16819d3ea202153d50a65e25366ceff880bcd02f';

/** The view has two names. */
const views = ['next', 'v2'] as const;

for (const addressing of addressings) {
  describeOnEngines(`the next view ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const base = (letter: keyof typeof registers, view: string): string => `${addressing.base(registers[letter])}/${view}`;
    const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> => ask('C', `/next${path}`, { headers });

    it('case 84: a flat record', async () => {
      for (const view of views) {
        const answer = await ask('C', `/${view}/records/CI`);
        expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
        expect(answer.json()).toEqual(ivoryCoast);
        expect(Object.keys(answer.json<Flat>())).toEqual(Object.keys(ivoryCoast));
        expect(answer.headers.link).toBe(`<${base('C', view)}/records/CI/entries>; rel="version-history"`);
        expectCommonHeaders(answer);
        expect((await ask('C', `/${view}/records/CI.json`, { headers: { accept: 'text/csv' } })).text).toBe(answer.text);
      }
    });

    it('a record as CSV', async () => {
      const expected = `${columns}\r\nCI,CI,Ivory Coast,The Republic of Côte D’Ivoire,Citizen of the Ivory Coast,,\r\n`;
      for (const answer of [await get('/records/CI.csv'), await get('/records/CI', { accept: 'text/csv' })]) {
        expect([answer.headers['content-type'], answer.text]).toEqual([csv, expected]);
      }
    });

    it('redacted values, sets and slashes in keys', async () => {
      const d = (await ask('T', '/next/records/d')).json<Flat>();
      expect(d._id).toBe('d');
      expect(d.name).toMatch(/^\*\*REDACTED\*\*[0-9a-f]{64}$/);
      expect((await ask('T', '/next/records/a.csv')).text.split('\r\n')[1]).toMatch(/^a,a,Alpha two,"""y;z""",-2,/);
      const slash = await ask('T', '/v2/records/c.1%2F2');
      expect([slash.json<Flat>()._id, slash.headers.link]).toEqual([
        'c.1/2',
        `<${base('T', 'v2')}/records/c.1%2F2/entries>; rel="version-history"`,
      ]);
    });

    it('records in the order, by the pages and the filter of the seed view', async () => {
      for (const view of views) {
        const first = await ask('C', `/${view}/records`);
        const rows = first.json<Flat[]>();
        expect([rows.length, ...rows.slice(0, 3).map(({ _id }) => _id)]).toEqual([100, 'SU', 'DE', 'DD']);
        expect(first.headers.link).toBe(`<${base('C', view)}/records?page-index=2&page-size=100>; rel="next"`);
      }
      const all = (await get('/records?page-size=5000')).json<Flat[]>();
      const seed = (await ask('C', '/records?page-size=5000')).json<{ key: string; blob: object }[]>();
      expect(all).toEqual(seed.map(({ key, blob }) => ({ _id: key, ...blob })));
      const table = (await get('/records.csv?page-size=5000')).text.split('\r\n');
      expect([table.length, table[0], table.at(-1)]).toEqual([201, columns, '']);
      const filtered = await ask('L', '/next/records?name=local-authority-type&value=NMD&page-size=10');
      expect(filtered.json()).toHaveLength(10);
      expect(filtered.headers.link).toBe(
        `<${base('L', 'next')}/records?page-index=2&page-size=10&name=local-authority-type&value=NMD>; rel="next"`,
      );
      expect((await ask('L', '/next/records?name=local-authority-type&value=XXX')).text).toBe('[]');
      expectError(await ask('L', '/next/records?name=nope&value=x'), 404, 'not_found');
      // The identifier is no attribute.
      expectError(await get('/records?name=_id&value=CI'), 404, 'not_found');
      expectError(await get('/records?page-index=3'), 404, 'not_found');
      for (const query of ['page-size=0', 'page-index=x', 'name=country']) {
        expectError(await get(`/records?${query}`), 400, 'unexpected_parameter');
      }
    });

    it('case 85: the trail with object hashes', async () => {
      for (const view of views) {
        const answer = await ask('C', `/${view}/records/CI/entries`);
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        expect(answer.json()).toEqual(ivoryCoastTrail);
        expectCommonHeaders(answer);
      }
      expect((await get('/records/CI/entries.csv')).text).toBe(
        `${entryColumns}\r\n${ivoryCoastTrail.map((entry) => `${Object.values(entry).join(',')}\r\n`).join('')}`,
      );
      expectError(await get('/records/ZZ/entries'), 404, 'not_found');
    });

    it('entries with the object hashes of the source', async () => {
      const one = await get('/entries/72');
      const ghana = { 'entry-number': 72, 'entry-timestamp': '2016-04-05T13:23:05Z', key: 'GH' };
      expect(one.json()).toEqual({ ...ghana, 'blob-hash': `1220${country[71]!.objectHash}` });
      expectCommonHeaders(one, permanent);
      await expectConditional((headers) => get('/entries/72', headers));
      expect((await get('/entries/72.csv')).text).toBe(
        `${entryColumns}\r\n${Object.values(one.json<EntryDocument>()).join(',')}\r\n`,
      );
      for (const number of ['0', '01', 'a', '211']) expectError(await get(`/entries/${number}`), 404, 'not_found');
      const all = await get('/entries.json?limit=5000');
      expect(all.json()).toEqual(
        country.map((entry) => ({
          'entry-number': entry.number,
          'entry-timestamp': entry.timestamp,
          key: entry.key,
          'blob-hash': `1220${entry.objectHash}`,
        })),
      );
      expect(all.headers['content-disposition']).toBe('inline; filename="country-entries.json"');
      const middle = await ask('C', '/v2/entries?start=101');
      expect(middle.headers.link).toBe(
        `<${base('C', 'v2')}/entries?start=201>; rel="next", <${base('C', 'v2')}/entries?start=1>; rel="previous"`,
      );
      const past = await get('/entries?start=211');
      expect([past.status, past.text]).toEqual([200, '[]']);
      expectError(await get('/entries?start=0'), 400, 'unexpected_parameter');
      expect((await get('/entries.csv?limit=5000')).text.split('\r\n')).toHaveLength(212);
    });

    it('a blob under any spelling says its object hash', async () => {
      for (const spelling of [kingdomHash, `1220${kingdomDigest}`, `sha-256:${kingdomDigest}`, `sha-256%3A${kingdomDigest}`]) {
        for (const suffix of ['', '.json']) {
          const answer = await get(`/blobs/${spelling}${suffix}`);
          expect(answer.json()).toEqual(kingdom);
          expect(Object.keys(answer.json<Flat>())).toEqual(Object.keys(kingdom));
          expectCommonHeaders(answer, redactable);
        }
        expect((await get(`/blobs/${spelling}.csv`)).text).toBe(
          `${columns}\r\n${kingdomHash},GB,United Kingdom,The United Kingdom of Great Britain and Northern Ireland,Briton;British citizen,,\r\n`,
        );
      }
      for (const odd of ['abc', kingdomHash.slice(4), `1220${'0'.repeat(64)}`, kingdomHash.toUpperCase()]) {
        expectError(await get(`/blobs/${odd}`), 404, 'not_found');
      }
      await expectConditional((headers) => get(`/blobs/${kingdomHash}`, headers));
    });

    it('blobs by pages that begin with a blob', async () => {
      const hashes = country.map((entry) => `1220${entry.objectHash}`);
      for (const view of views) {
        const first = await ask('C', `/${view}/blobs`);
        expect([first.status, first.headers['content-type']]).toEqual([200, json]);
        expect(first.json<Flat[]>().map(({ _id }) => _id)).toEqual(hashes.slice(0, 100));
        expect(first.headers.link).toBe(`<${base('C', view)}/blobs?start=${hashes[100]}>; rel="next"`);
        expectCommonHeaders(first);
      }
      const followed: Flat[] = [];
      const mount = addressing.base('country');
      for (let next: string | undefined = '/next/blobs.json?limit=40'; next !== undefined; ) {
        const page: Answer = await ask('C', next);
        followed.push(...page.json<Flat[]>());
        next = /^<([^>]+)>; rel="next"$/.exec(String(page.headers.link))?.[1]?.slice(mount.length);
        if (next !== undefined) expect(next).toBe(`/next/blobs.json?start=${hashes[followed.length]}&limit=40`);
      }
      expect(followed.map(({ _id }) => _id)).toEqual(hashes);
      for (const { _id, ...blob } of followed) expect(_id).toBe(`1220${objectHash(blob)}`);
    });

    it('a page of blobs begins with any hash of a blob, with or without its header', async () => {
      const digest = country[205]!.objectHash;
      for (const start of [`1220${digest}`, digest, country[205]!.hash.slice(8)]) {
        const page = await get(`/blobs?start=${start}`);
        expect([page.json<Flat[]>().length, page.json<Flat[]>()[0]?._id]).toEqual([5, `1220${digest}`]);
        expect(page.headers.link).toBeUndefined();
      }
      for (const start of ['0', '', 'x', '100', '0'.repeat(64), `1220${'0'.repeat(64)}`, digest.toUpperCase()]) {
        expectError(await get(`/blobs?start=${start}`), 400, 'unexpected_parameter');
      }
      expectError(await get(`/blobs?start=${digest}&start=${digest}`), 400, 'unexpected_parameter');
      for (const limit of ['0', '5001', 'x']) expectError(await get(`/blobs?limit=${limit}`), 400, 'unexpected_parameter');
      // The cursor of the seed view is no parameter here.
      expect((await get('/blobs?cursor=100&limit=1')).json<Flat[]>()[0]?.country).toBe('SU');
    });

    it('blobs as CSV', async () => {
      const { text, headers } = await get('/blobs.csv?limit=1');
      expect(headers['content-type']).toBe(csv);
      expect(text).toBe(
        `${columns}\r\n1220${country[0]!.objectHash},SU,USSR,Union of Soviet Socialist Republics,Soviet citizen,,1991-12-25\r\n`,
      );
      expect((await ask('T', '/next/blobs.csv')).text.split('\r\n')[1]).toContain(',"x;""y;z"""');
    });

    it('case 86: the root over object hashes', async () => {
      expect(hexOf(root(leaves))).toBe(countryRoot);
      for (const path of ['/next/proofs/register', '/v2/proofs/register.json']) {
        const answer = await ask('C', path);
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        expect(answer.json()).toEqual({ 'root-hash': countryRoot, 'total-entries': 210 });
        expectCommonHeaders(answer);
      }
      const local = await ask('L', '/next/proofs/register');
      expect(local.json()).toEqual({
        'root-hash': hexOf(root(sourceOf('local-authority-eng').map(objectHashLeaf))),
        'total-entries': 387,
      });
      expect(local.text).toContain('4e636978513b30d90d57f3368c03e4de203e154799cbeab7b737557584c288ee');
    });

    it.each(demoRegisters)('the root of %s', async (register) => {
      const source = sourceOf(register);
      const answer = await gateway().request('GET', `${addressing.base(register)}/next/proofs/register`, {
        headers: addressing.headers(register),
      });
      expect(answer.json()).toEqual({ 'root-hash': hexOf(root(source.map(objectHashLeaf))), 'total-entries': source.length });
    });

    it('proofs over the tree of object hashes', async () => {
      for (const [number, size] of [
        [10, 200],
        [1, 1],
        [210, 210],
        [129, 197],
      ] as const) {
        const answer = await get(`/proofs/entries/${number}/${size}`);
        expect(answer.json()).toEqual({ 'audit-path': auditPath(number - 1, leaves.slice(0, size)).map(hexOf) });
        expectCommonHeaders(answer, permanent);
        expect((await get(`/proofs/entry/${number}/${size}`)).text).toBe(answer.text);
      }
      for (const [small, large] of [
        [197, 200],
        [1, 1],
        [128, 210],
      ] as const) {
        const answer = await get(`/proofs/consistency/${small}/${large}.json`);
        expect(answer.json()).toEqual({ 'audit-path': consistency(small, leaves.slice(0, large)).map(hexOf) });
        expectCommonHeaders(answer, permanent);
      }
      for (const range of ['0/10', '11/10', '1/211']) {
        expectError(await get(`/proofs/entries/${range}`), 400, 'unexpected_parameter');
        expectError(await get(`/proofs/consistency/${range}`), 400, 'unexpected_parameter');
      }
      expectError(await get('/proofs/entries/a/10'), 404, 'not_found');
      expectError(await get('/proofs/entries/1/10.csv'), 406, 'not_acceptable');
    });

    it('the context names the root over object hashes and the hash function twice', async () => {
      for (const path of ['/next/context', '/v2/context.json']) {
        const answer = await ask('C', path);
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        const seed = (await ask('C', '/context')).json<object>();
        expect(answer.json()).toEqual({
          ...seed,
          'root-hash': countryRoot,
          'hashing-algorithm': { id: 'sha2-256', codec: 'sha2-256', 'function-type': 18, 'digest-length': 32 },
        });
      }
      expectError(await get('/context.csv'), 406, 'not_acceptable');
    });

    it('the register resource is that of the seed view', async () => {
      for (const path of ['/next/register', '/v2/register.json']) {
        expect((await ask('C', path)).text).toBe((await ask('C', '/register')).text);
      }
    });

    it('snapshots with object hashes', async () => {
      expect((await get('/snapshots/206/CI')).json()).toEqual(ivoryCoastTrail[0]);
      const later = await get('/snapshots/207/CI');
      expect(later.json()).toEqual(ivoryCoastTrail[1]);
      expectCommonHeaders(later, permanent);
      expect((await get('/snapshots/0')).text).toBe('[]');
      const all = (await ask('C', '/v2/snapshots/210.json')).json<EntryDocument[]>();
      expect(all).toHaveLength(199);
      for (const entry of all) expect(entry['blob-hash']).toBe(`1220${country[entry['entry-number'] - 1]!.objectHash}`);
      expect((await get('/snapshots/206/CI.csv')).text).toBe(
        `${entryColumns}\r\n${Object.values(ivoryCoastTrail[0]!).join(',')}\r\n`,
      );
      expectError(await get('/snapshots/211'), 404, 'not_found');
    });

    it('older names and trailing slashes lead on within the view, under the name it was asked by', async () => {
      for (const view of views) {
        for (const [from, to] of [
          ['/record/GB', '/records/GB'],
          ['/entry/72.csv', '/entries/72.csv'],
          [`/item/${kingdomHash}`, `/blobs/${kingdomHash}`],
          ['/items?limit=5', '/blobs?limit=5'],
          ['/records/name/Ghana', '/records?name=name&value=Ghana'],
          ['/records/', '/records'],
          ['/', '/context'],
          ['', '/context'],
        ]) {
          const answer = await ask('C', `/${view}${from}`);
          expect([answer.status, answer.headers.location]).toEqual([301, base('C', view) + to]);
        }
      }
    });

    it('suffixes, methods, HEAD and preflights are as in the seed view', async () => {
      const lists = ['/records', '/records/CI/entries', '/entries', '/blobs', '/context', '/register', '/proofs/register'];
      const all = ['/records/CI', '/entries/72', `/blobs/${kingdomHash}`, '/proofs/entries/1/2', '/proofs/entry/1/2'];
      for (const path of [...lists, ...all, '/proofs/consistency/1/2', '/snapshots/5', '/snapshots/5/SU']) {
        for (const suffix of ['tsv', 'yaml']) expectError(await get(`${path}.${suffix}`), 410, 'gone');
        expectError(await get(path, { accept: 'text/html' }), 406, 'not_acceptable');
        const refused = await ask('C', `/next${path}`, { method: 'POST' });
        expectError(refused, 405, 'method_not_allowed');
        expect(refused.headers.allow?.split(', ')).toEqual(expect.arrayContaining(['GET', 'HEAD', 'OPTIONS']));
        const [whole, head] = [await get(path), await ask('C', `/v2${path}`, { method: 'HEAD' })];
        expect([whole.status, head.status, head.text]).toEqual([200, 200, '']);
        expect(head.headers['content-type']).toBe(whole.headers['content-type']);
        for (const view of views) {
          const preflight = await ask('C', `/${view}${path}`, { method: 'OPTIONS', headers: { origin: 'https://a.example' } });
          expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([200, 'GET,HEAD']);
        }
      }
      for (const path of lists) expectError(await get(`${path}.xml`), 406, 'not_acceptable');
    });

    it('what the view does not have is unknown', async () => {
      for (const path of [
        '/nowhere',
        '/download-register',
        '/proof/register/merkle:sha-256',
        '/records/ZZ',
        '/next/records',
        '/v1/records',
      ]) {
        expectError(await get(path), 404, 'not_found');
      }
      for (const register of ['nope']) {
        const headers = addressing.headers(register);
        for (const path of ['/next', '/v2/records']) {
          expectError(await gateway().request('GET', addressing.base(register) + path, { headers }), 404, 'not_found');
        }
      }
    });

    it('a private register shows what its reader may see, and its object hashes still check', async () => {
      const source = demonlist.records as { id: number; status: string; submitter: number; raw_footage: string | null }[];
      const shown = source.find(({ status, raw_footage }) => status === 'approved' && raw_footage !== null)!;
      const hidden = source.find(({ status }) => status !== 'approved')!;
      const of = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
        gateway().request('GET', `${addressing.base('demonlist-record')}/next${path}`, {
          headers: { ...addressing.headers('demonlist-record'), ...headers },
        });
      for (const path of ['', '/records', '/blobs', '/entries', '/context', '/proofs/register', '/snapshots/1']) {
        expectError(await of(path), 401, 'unauthorized');
      }
      const { _id, ...seen } = (await of(`/records/${shown.id}`, reader)).json<Flat>();
      expect([_id, seen.submitter, seen['raw-footage']]).toEqual([
        String(shown.id),
        redacted(String(shown.submitter)),
        redacted(shown.raw_footage!),
      ]);
      const last = (await of(`/records/${shown.id}/entries`, reader)).json<EntryDocument[]>().at(-1)!;
      expect(last['blob-hash']).toBe(`1220${objectHash(seen)}`);
      const blob = await of(`/blobs/${last['blob-hash']}`, reader);
      expect(blob.json()).toEqual({ _id: last['blob-hash'], ...seen });
      expect(blob.headers['cache-control']).toBe(`private, ${redactable}`);
      expect((await of(`/blobs/${last['blob-hash']}`, operator)).json<Flat>()['raw-footage']).toBe(shown.raw_footage);
      expectError(await of(`/records/${hidden.id}`, reader), 404, 'not_found');
      const gone = (await of(`/records/${hidden.id}/entries`, reader)).json<EntryDocument[]>().at(-1)!;
      expectError(await of(`/blobs/${gone['blob-hash']}`, reader), 404, 'not_found');
      const list = (await of('/blobs?limit=5000', reader)).json<Flat[]>();
      expect(list.map((row) => row._id)).not.toContain(gone['blob-hash']);
    });
  });
}

const whole = { seat: 'a', note: 'x' };
const removed = { seat: 'a', note: redacted('x') };

describeOnEngines(
  'a blob and its redacted form in the next view',
  (gateway) => {
    const get = (path: string): Promise<Answer> => gateway().request('GET', `/registers/seat${path}`);
    const hash = `1220${objectHash(whole)}`;

    it('are one blob, listed once', async () => {
      expect(objectHash(removed)).toBe(objectHash(whole));
      const entries = (await get('/next/entries')).json<EntryDocument[]>();
      expect(entries.map((entry) => entry['blob-hash'])).toEqual([hash, hash, `1220${objectHash({ seat: 'b' })}`]);
      expect((await get('/next/blobs')).json()).toEqual([
        { _id: hash, ...whole },
        { _id: `1220${objectHash({ seat: 'b' })}`, seat: 'b' },
      ]);
      const first = await get('/next/blobs?limit=1');
      expect(first.headers.link).toBe(`</registers/seat/next/blobs?start=1220${objectHash({ seat: 'b' })}&limit=1>; rel="next"`);
      const second = await get('/next/blobs?limit=1&start=1220'.concat(objectHash({ seat: 'b' })));
      expect([second.json(), second.headers.link]).toEqual([[{ _id: `1220${objectHash({ seat: 'b' })}`, seat: 'b' }], undefined]);
      expect((await get('/next/records/a')).json()).toEqual({ _id: 'a', ...removed });
    });

    it('are two items elsewhere', async () => {
      const entries = (await get('/v1/entries')).json<{ 'item-hash': string[] }[]>();
      expect(new Set(entries.map((entry) => entry['item-hash'][0])).size).toBe(3);
      expect((await get(`/v1/items/${entries[1]!['item-hash'][0]}`)).json()).toEqual(removed);
    });
  },
  {},
  holding(
    'seat',
    defining('seat', ['seat', 'note']) +
      appending('user', 'a', whole) +
      appending('user', 'a', removed) +
      appending('user', 'b', { seat: 'b' }),
  ),
);

describeOnEngines(
  'the next view of a register without a definition',
  (gateway) => {
    it('says so, except of the log', async () => {
      for (const path of ['/records', '/records/a', '/blobs', `/blobs/${kingdomHash}`, '/context', '/register']) {
        const answer = await gateway().request('GET', `/registers/blank/next${path}`);
        expectError(answer, 404, 'not_found');
        expect(answer.json<{ message: string }>().message).toBe('Register undefined');
      }
      expect((await gateway().request('GET', '/registers/blank/next/entries')).text).toBe('[]');
      expect((await gateway().request('GET', '/registers/blank/next/proofs/register')).json()).toEqual({
        'root-hash': '1220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'total-entries': 0,
      });
    });
  },
  {},
  beside('blank'),
);
