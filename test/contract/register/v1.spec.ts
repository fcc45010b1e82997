import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { demonlist, operator, reader, registerSource } from '../../support/demo.js';
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
import { path as auditPath, consistency, leaf, root } from './merkle.js';
import { redacted } from './object-hash.js';

interface V1Entry {
  readonly 'index-entry-number': string;
  readonly 'entry-number': string;
  readonly 'entry-timestamp': string;
  readonly key: string;
  readonly 'item-hash': string[];
}

interface V1Record extends Omit<V1Entry, 'item-hash'> {
  readonly item: readonly Record<string, string | string[]>[];
}

type V1Records = Record<string, V1Record>;

const { entries: country } = registerSource('country');
const leaves = country.map(({ hash, ...entry }) => leaf({ ...entry, digest: hash.slice(8) }));
const hexOf = (hash: Buffer): string => `sha-256:${hash.toString('hex')}`;

const ivoryCoast = {
  'index-entry-number': '207',
  'entry-number': '207',
  'entry-timestamp': '2017-10-25T09:52:52Z',
  key: 'CI',
  item: [
    {
      country: 'CI',
      name: 'Ivory Coast',
      'official-name': 'The Republic of Côte D’Ivoire',
      'citizen-names': 'Citizen of the Ivory Coast',
    },
  ],
};
const ghana = {
  'index-entry-number': '72',
  'entry-number': '72',
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'GH',
  'item-hash': ['sha-256:dc1d12943ea264de937468b254286e5ebd8acd316e21bf667076ebdb8c111bd1'],
};
const kingdomHash = 'sha-256:6b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb';
const kingdom = {
  country: 'GB',
  name: 'United Kingdom',
  'official-name': 'The United Kingdom of Great Britain and Northern Ireland',
  'citizen-names': 'Briton;British citizen',
};
const attributes = 'country,name,official-name,citizen-names,start-date,end-date';
const stamp = 'index-entry-number,entry-number,entry-timestamp,key';
const proof = 'merkle:sha-256';

/** Names of the members of a JSON object in the order of the text, which a JavaScript object may not keep. */
const namesInOrder = (text: string): string[] => [...text.matchAll(/"([^"]+)":\{"index-entry-number"/g)].map(([, name]) => name!);

for (const addressing of addressings) {
  describeOnEngines(`the v1 view ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const base = (letter: keyof typeof registers): string => `${addressing.base(registers[letter])}/v1`;
    const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> => ask('C', `/v1${path}`, { headers });

    it('case 81: a record is a member under its key', async () => {
      const answer = await get('/records/CI');
      expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
      expect(answer.json()).toEqual({ CI: ivoryCoast });
      expect(Object.keys(answer.json<V1Records>().CI!)).toEqual(Object.keys(ivoryCoast));
      expect(answer.headers.link).toBe(`<${base('C')}/records/CI/entries>; rel="version-history"`);
      expectCommonHeaders(answer);
      expect((await get('/records/CI.json', { accept: 'text/csv' })).text).toBe(answer.text);
    });

    it('a record as CSV', async () => {
      const expected = `${stamp},${attributes}\r\n207,207,2017-10-25T09:52:52Z,CI,CI,Ivory Coast,The Republic of Côte D’Ivoire,Citizen of the Ivory Coast,,\r\n`;
      for (const answer of [await get('/records/CI.csv'), await get('/records/CI', { accept: 'text/csv' })]) {
        expect([answer.headers['content-type'], answer.text]).toEqual([csv, expected]);
        expect(answer.headers.link).toBe(`<${base('C')}/records/CI/entries>; rel="version-history"`);
      }
    });

    it('a slash in a key', async () => {
      const answer = await ask('T', '/v1/records/c.1%2F2');
      expect(Object.keys(answer.json<V1Records>())).toEqual(['c.1/2']);
      expect(answer.headers.link).toBe(`<${base('T')}/records/c.1%2F2/entries>; rel="version-history"`);
    });

    it('records are members of one object, in the order and by the pages of the seed view', async () => {
      const first = await get('/records');
      expect([first.status, first.headers['content-type']]).toEqual([200, json]);
      const names = namesInOrder(first.text);
      expect([names.length, ...names.slice(0, 3)]).toEqual([100, 'SU', 'DE', 'DD']);
      for (const [name, record] of Object.entries(first.json<V1Records>())) expect(record.key).toBe(name);
      expect(first.headers.link).toBe(`<${base('C')}/records?page-index=2&page-size=100>; rel="next"`);
      const second = await get('/records.json?page-index=2&page-size=50');
      expect(second.headers.link).toBe(
        `<${base('C')}/records.json?page-index=3&page-size=50>; rel="next", <${base('C')}/records.json?page-index=1&page-size=50>; rel="previous"`,
      );
      const all = await get('/records?page-size=5000');
      const seed = (await ask('C', '/records?page-size=5000')).json<{ key: string }[]>();
      expect(namesInOrder(all.text)).toEqual(seed.map(({ key }) => key));
      expect(all.headers.link).toBeUndefined();
      expectCommonHeaders(all);
    });

    it('past the last page 404, which is how clients know the end; bad parameters 400', async () => {
      expectError(await get('/records?page-index=3'), 404, 'not_found');
      for (const query of ['page-size=0', 'page-size=5001', 'page-index=0', 'page-index=x', 'name=country', 'value=CI']) {
        expectError(await get(`/records?${query}`), 400, 'unexpected_parameter');
      }
      for (const query of ['start=0', 'start=x', 'limit=0', 'limit=5001']) {
        expectError(await get(`/entries?${query}`), 400, 'unexpected_parameter');
      }
    });

    it('records as CSV', async () => {
      const rows = (await get('/records.csv?page-size=5000')).text.split('\r\n');
      expect([rows.length, rows[0], rows.at(-1)]).toEqual([201, `${stamp},${attributes}`, '']);
      expect(rows[2]).toMatch(/^71,71,2016-04-05T13:23:05Z,DE,DE,Germany,/);
    });

    it('a filter in the query', async () => {
      const answer = await ask('L', '/v1/records?name=local-authority-type&value=NMD&page-size=10');
      expect(namesInOrder(answer.text)).toHaveLength(10);
      expect(answer.headers.link).toBe(
        `<${base('L')}/records?page-index=2&page-size=10&name=local-authority-type&value=NMD>; rel="next"`,
      );
      expect((await ask('L', '/v1/records?name=local-authority-type&value=XXX')).text).toBe('{}');
      expectError(await ask('L', '/v1/records?name=nope&value=x'), 404, 'not_found');
    });

    it('a filter in the path is served, at most a hundred records, without pages', async () => {
      const one = await ask('L', '/v1/records/local-authority-type/CC');
      expect([one.status, one.headers['content-type'], one.headers.link]).toEqual([200, json, undefined]);
      expect(Object.entries(one.json<V1Records>()).map(([key, record]) => [key, record['entry-number']])).toEqual([
        ['LND', '355'],
      ]);
      expectCommonHeaders(one);
      const many = await ask('L', '/v1/records/local-authority-type/NMD?page-size=5000&page-index=1');
      const paged = await ask('L', '/v1/records?name=local-authority-type&value=NMD');
      expect(namesInOrder(many.text)).toHaveLength(100);
      expect(many.text).toBe(paged.text);
      expect(many.headers.link).toBeUndefined();
      // Clients ask on until there is no page.
      expectError(await ask('L', '/v1/records/local-authority-type/NMD?page-index=2'), 404, 'not_found');
      expectError(await ask('L', '/v1/records/local-authority-type/NMD?page-index=0'), 400, 'unexpected_parameter');
      for (const [suffix, accept] of [
        ['.json', 'text/csv'],
        ['', json],
      ] as const) {
        const answer = await ask('L', `/v1/records/local-authority-type/CC${suffix}`, { headers: { accept } });
        expect(answer.text).toBe(one.text);
      }
      const table = await ask('L', '/v1/records/local-authority-type/CC.csv');
      expect([table.headers['content-type'], table.text.split('\r\n').length]).toEqual([csv, 3]);
      expect(table.text.split('\r\n')[1]).toMatch(/^355,355,/);
    });

    it('a filter in the path without a match, by an unknown attribute, for a set, with odd values', async () => {
      expect((await ask('L', '/v1/records/local-authority-type/XXX')).text).toBe('{}');
      expect((await ask('L', '/v1/records/local-authority-type/cc')).text).toBe('{}');
      expectError(await ask('L', '/v1/records/nope/CC'), 404, 'not_found');
      expectError(await ask('L', '/v1/records/LND/CC'), 404, 'not_found');
      expect(namesInOrder((await ask('T', '/v1/records/tags/x')).text)).toEqual(['d']);
      expect(namesInOrder((await ask('T', '/v1/records/tags/y;z')).text)).toEqual(['a']);
      expect(namesInOrder((await get('/records/name/Ivory%20Coast')).text)).toEqual(['CI']);
      // A plus is a plus in a path.
      expect((await get('/records/name/Ivory+Coast')).text).toBe('{}');
      expectError(await get('/records/name/%ff'), 404, 'not_found');
      expectError(await get('/records/name/Ghana.tsv'), 410, 'gone');
    });

    it('the trail', async () => {
      const answer = await get('/records/CI/entries');
      expect(answer.json()).toEqual([
        {
          'index-entry-number': '90',
          'entry-number': '90',
          'entry-timestamp': '2016-04-05T13:23:05Z',
          key: 'CI',
          'item-hash': ['sha-256:7c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec'],
        },
        {
          'index-entry-number': '207',
          'entry-number': '207',
          'entry-timestamp': '2017-10-25T09:52:52Z',
          key: 'CI',
          'item-hash': ['sha-256:b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8'],
        },
      ]);
      expectCommonHeaders(answer);
      expect((await get('/records/CI/entries.csv')).text).toBe(
        `${stamp},item-hash\r\n` +
          '90,90,2016-04-05T13:23:05Z,CI,sha-256:7c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec\r\n' +
          '207,207,2017-10-25T09:52:52Z,CI,sha-256:b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8\r\n',
      );
      expectError(await get('/records/ZZ/entries'), 404, 'not_found');
    });

    it('case 82: an entry is a list of one', async () => {
      for (const path of ['/entries/72', '/entries/72.json']) {
        const answer = await get(path);
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        expect(answer.json()).toEqual([ghana]);
        expect(Object.keys(answer.json<V1Entry[]>()[0]!)).toEqual(Object.keys(ghana));
        expectCommonHeaders(answer, permanent);
      }
      const table = await get('/entries/72.csv');
      expect([table.headers['content-type'], table.text]).toEqual([
        csv,
        `${stamp},item-hash\r\n72,72,2016-04-05T13:23:05Z,GH,${ghana['item-hash'][0]}\r\n`,
      ]);
      for (const number of ['0', '01', '-1', 'a2', '1.0', '211']) expectError(await get(`/entries/${number}`), 404, 'not_found');
      await expectConditional((headers) => get('/entries/72', headers));
    });

    it('all entries, with the digests and the leaves of the source', async () => {
      const first = await get('/entries');
      expect(first.headers.link).toBe(`<${base('C')}/entries?start=101>; rel="next"`);
      const second = await get('/entries?start=101');
      expect(second.headers.link).toBe(
        `<${base('C')}/entries?start=201>; rel="next", <${base('C')}/entries?start=1>; rel="previous"`,
      );
      const past = await get('/entries?start=211');
      expect([past.status, past.text]).toEqual([200, '[]']);
      const all = await get('/entries.json?limit=5000');
      expect(all.json<V1Entry[]>()).toEqual(
        country.map(({ number, timestamp, key, hash }) => ({
          'index-entry-number': String(number),
          'entry-number': String(number),
          'entry-timestamp': timestamp,
          key,
          'item-hash': [hash],
        })),
      );
      expect(all.headers['content-disposition']).toBe('inline; filename="country-entries.json"');
      // What is shown of an entry is its leaf, byte for byte.
      const shown = all.json<V1Entry[]>().map((entry) =>
        createHash('sha256')
          .update(`\x00${JSON.stringify(entry)}`)
          .digest(),
      );
      expect(root(shown).toString('hex')).toBe('60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af');
      const rows = (await get('/entries.csv?limit=5000')).text.split('\r\n');
      expect([rows.length, rows[0], rows[1]]).toEqual([
        212,
        `${stamp},item-hash`,
        '1,1,2016-04-05T13:23:05Z,SU,sha-256:e94c4a9ab00d951dadde848ee2c9fe51628b22ff2e0a88bff4cca6e4e6086d7a',
      ]);
    });

    it('an item, bare, under its one spelling', async () => {
      for (const path of [kingdomHash, kingdomHash.replace(':', '%3A'), `${kingdomHash}.json`]) {
        const answer = await get(`/items/${path}`);
        expect([answer.status, answer.headers['content-type'], answer.headers.link]).toEqual([200, json, undefined]);
        expect(answer.json()).toEqual(kingdom);
        expectCommonHeaders(answer, redactable);
      }
      const table = await get(`/items/${kingdomHash}.csv`);
      expect(table.text).toBe(
        `${attributes}\r\nGB,United Kingdom,The United Kingdom of Great Britain and Northern Ireland,Briton;British citizen,,\r\n`,
      );
      const digest = kingdomHash.slice(8);
      const objectHash = '16a21568e4f3f8c3c4f8088fe2829cc2863e1bae1be19607878b62dc2df93eba';
      for (const odd of [
        digest,
        `1220${digest}`,
        `sha-256:${digest.toUpperCase()}`,
        `sha-256:${'0'.repeat(64)}`,
        `sha-256:${objectHash}`,
      ]) {
        expectError(await get(`/items/${odd}`), 404, 'not_found');
      }
      await expectConditional((headers) => get(`/items/${kingdomHash}`, headers));
    });

    it('every item has the digest under which it is served', async () => {
      for (const { hash } of country.slice(0, 20)) {
        const item = (await get(`/items/${hash}`)).json<Record<string, string>>();
        const canonical = JSON.stringify(Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))));
        expect(`sha-256:${createHash('sha256').update(canonical).digest('hex')}`).toBe(hash);
      }
    });

    it('what the view does not have is unknown', async () => {
      for (const path of [
        '/items',
        '/items.json',
        '/blobs',
        '/context',
        '/nowhere',
        '/records/a/b/c',
        '/proofs/register',
        '/proof/register',
        '/proof',
      ]) {
        expectError(await get(path), 404, 'not_found');
        expectError(await ask('C', `/v1${path}`, { method: 'POST' }), 404, 'not_found');
      }
      expectError(await get(`/blobs/${kingdomHash}`), 404, 'not_found');
      expectError(await get('/records/ZZ'), 404, 'not_found');
      expectError(await ask('C', '/v3/records'), 404, 'not_found');
      expectError(await ask('C', '/V1/records'), 404, 'not_found');
    });

    it('the register resource is that of the seed view', async () => {
      for (const path of ['/register', '/register.json']) {
        const answer = await get(path);
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        expect(answer.text).toBe((await ask('C', '/register')).text);
        expect(answer.json()).toMatchObject({
          'total-records': 199,
          'total-entries': 210,
          'register-record': { register: 'country' },
        });
      }
      expectError(await get('/register.csv'), 406, 'not_acceptable');
      expectError(await get('/register', { accept: 'text/csv' }), 406, 'not_acceptable');
    });

    it('the root of the tree', async () => {
      for (const path of [proof, 'merkle%3Asha-256', 'merkle%3asha-256', `${proof}.json`]) {
        const answer = await get(`/proof/register/${path}`);
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        expect(answer.json()).toEqual({ 'proof-identifier': proof, 'root-hash': hexOf(root(leaves)), 'total-entries': 210 });
        expectCommonHeaders(answer);
      }
      expect(hexOf(root(leaves))).toBe('sha-256:60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af');
    });

    it('entry proofs', async () => {
      for (const [number, size] of [
        [10, 200],
        [1, 1],
        [210, 210],
        [1, 210],
        [129, 197],
      ] as const) {
        const answer = await get(`/proof/entries/${number}/${size}/${proof}`);
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        const document = answer.json<Record<string, string> & { 'merkle-audit-path': string[] }>();
        expect(Object.keys(document)).toEqual(['proof-identifier', 'entry-number', 'merkle-audit-path']);
        expect([document['proof-identifier'], document['entry-number']]).toEqual([proof, String(number)]);
        expect(document['merkle-audit-path']).toEqual(auditPath(number - 1, leaves.slice(0, size)).map(hexOf));
        expectCommonHeaders(answer, permanent);
      }
      const published = (await get(`/proof/entries/10/200/${proof}`)).json<{ 'merkle-audit-path': string[] }>();
      expect(published['merkle-audit-path'][0]).toBe('sha-256:f0ebeef6be205cfc5fb6b4a314294bdff471f5409594f742b0f30c8551278b4a');
    });

    it('consistency proofs', async () => {
      for (const [small, large] of [
        [197, 200],
        [1, 1],
        [1, 210],
        [128, 210],
        [209, 210],
      ] as const) {
        const answer = await get(`/proof/consistency/${small}/${large}/${proof}`);
        expect(answer.json()).toEqual({
          'proof-identifier': proof,
          'merkle-consistency-nodes': consistency(small, leaves.slice(0, large)).map(hexOf),
        });
        expectCommonHeaders(answer, permanent);
      }
    });

    it('proofs out of range 400, of another kind or with odd numbers 404, as CSV 406', async () => {
      for (const range of ['0/10', '11/10', '1/211']) {
        expectError(await get(`/proof/entries/${range}/${proof}`), 400, 'unexpected_parameter');
        expectError(await get(`/proof/consistency/${range}/${proof}`), 400, 'unexpected_parameter');
      }
      expectError(await get(`/proof/entries/a/10/${proof}`), 404, 'not_found');
      expectError(await get(`/proof/entries/1/10/merkle:sha-512`), 404, 'not_found');
      for (const kind of ['merkle', 'merkle:sha-1', 'sha-256', 'MERKLE:SHA-256', '%ff']) {
        expectError(await get(`/proof/register/${kind}`), 404, 'not_found');
      }
      expectError(await get(`/proof/register/${proof}.csv`), 406, 'not_acceptable');
      expectError(await get(`/proof/register/${proof}`, { accept: 'text/csv' }), 406, 'not_acceptable');
      expectError(await get(`/proof/register/${proof}.yaml`), 410, 'gone');
    });

    it('older names and trailing slashes lead on within the view', async () => {
      for (const [from, to] of [
        ['/record/GB', '/records/GB'],
        ['/record/GB.json?a=b', '/records/GB.json?a=b'],
        ['/record/GB/entries', '/records/GB/entries'],
        ['/entry/72', '/entries/72'],
        [`/item/${kingdomHash}`, `/items/${kingdomHash}`],
        [`/proof/entry/10/200/${proof}`, `/proof/entries/10/200/${proof}`],
        ['/download-register', '/archive'],
        ['/records/', '/records'],
        ['/records/CI/', '/records/CI'],
        ['/', '/register'],
        ['', '/register'],
        ['?a=b', '/register?a=b'],
      ]) {
        const answer = await get(from!);
        expect([answer.status, answer.headers.location]).toEqual([301, base('C') + to]);
        expectCommonHeaders(answer);
      }
      expectError(await ask('C', '/v1/record/GB', { method: 'POST' }), 405, 'method_not_allowed');
    });

    it('suffixes, methods, HEAD and preflights are as in the seed view', async () => {
      const paths = ['/records', '/records/CI', '/records/CI/entries', '/records/name/Ghana', '/entries', '/entries/72'];
      const all = [...paths, `/items/${kingdomHash}`, '/register', `/proof/register/${proof}`, `/proof/entries/1/2/${proof}`];
      for (const path of all) {
        for (const suffix of ['tsv', 'ttl', 'xlsx', 'yaml']) expectError(await get(`${path}.${suffix}`), 410, 'gone');
        expectError(await get(path, { accept: 'text/html' }), 406, 'not_acceptable');
        for (const method of ['POST', 'PUT', 'DELETE']) {
          const refused = await ask('C', `/v1${path}`, { method });
          expectError(refused, 405, 'method_not_allowed');
          expect(refused.headers.allow?.split(', ')).toEqual(expect.arrayContaining(['GET', 'HEAD', 'OPTIONS']));
        }
        const [whole, head] = [await get(path), await ask('C', `/v1${path}`, { method: 'HEAD' })];
        expect([head.status, head.text]).toEqual([200, '']);
        for (const name of ['link', 'content-type', 'content-length', 'vary', 'etag'])
          expect(head.headers[name]).toBe(whole.headers[name]);
        const preflight = await ask('C', `/v1${path}`, { method: 'OPTIONS', headers: { origin: 'https://a.example' } });
        expect([preflight.status, preflight.text]).toEqual([200, '']);
        expect(preflight.headers['access-control-allow-methods']).toBe('GET,HEAD');
      }
      for (const path of ['/archive', '/download-rsf', '/download-rsf/206', '/download-rsf/206/208']) {
        expect((await ask('C', `/v1${path}`, { method: 'OPTIONS' })).status).toBe(200);
      }
      for (const path of ['/records', '/records/CI/entries', '/entries', '/register']) {
        expectError(await get(`${path}.xml`), 406, 'not_acceptable');
      }
    });

    it('an unknown register has no views', async () => {
      const headers = addressing.headers('nope');
      for (const path of ['/v1', '/v1/records', '/v1/register']) {
        expectError(await gateway().request('GET', addressing.base('nope') + path, { headers }), 404, 'not_found');
      }
    });

    it('Authorization is ignored, since old clients send an API key', async () => {
      expect((await get('/records/CI', { authorization: 'some-key' })).status).toBe(200);
    });

    it('a private register shows what its reader may see', async () => {
      const source = demonlist.records as { id: number; status: string; submitter: number; raw_footage: string | null }[];
      const shown = source.find(({ status, raw_footage }) => status === 'approved' && raw_footage !== null)!;
      const hidden = source.find(({ status }) => status !== 'approved')!;
      const of = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
        gateway().request('GET', `${addressing.base('demonlist-record')}/v1${path}`, {
          headers: { ...addressing.headers('demonlist-record'), ...headers },
        });
      for (const path of ['', '/records', `/records/${shown.id}`, '/entries', '/register', `/proof/register/${proof}`]) {
        const answer = await of(path);
        expectError(answer, 401, 'unauthorized');
        expect(answer.headers['www-authenticate']).toBe('Basic realm="registers"');
      }
      const record = (await of(`/records/${shown.id}`, reader)).json<V1Records>()[shown.id]!;
      expect(record.item[0]).toMatchObject({
        submitter: redacted(String(shown.submitter)),
        'raw-footage': redacted(shown.raw_footage!),
      });
      const [entry] = (await of(`/entries/${record['entry-number']}`, reader)).json<V1Entry[]>();
      const item = await of(`/items/${entry!['item-hash'][0]}`, reader);
      expect(item.json()).toEqual(record.item[0]);
      expect(item.headers['cache-control']).toBe(`private, ${redactable}`);
      expect((await of(`/items/${entry!['item-hash'][0]}`, operator)).json<object>()).toMatchObject({
        'raw-footage': shown.raw_footage,
      });
      expectError(await of(`/records/${hidden.id}`, reader), 404, 'not_found');
      const [last] = (await of(`/records/${hidden.id}/entries`, reader)).json<V1Entry[]>().slice(-1);
      expectError(await of(`/items/${last!['item-hash'][0]}`, reader), 404, 'not_found');
      expectError(await of('/records/submitter/1', reader), 400, 'unexpected_parameter');
    });
  });

  describeOnEngines(
    `the v1 view at 208 entries ${addressing.how}`,
    (gateway) => {
      const ask = asking(gateway, addressing);

      it('case 83: the root hash', async () => {
        const answer = await ask('C', `/v1/proof/register/${proof}`);
        expect(answer.json()).toEqual({
          'proof-identifier': proof,
          'root-hash': 'sha-256:8d92e1e0af1d43c41e498e6baed0d0b3ea2770d1bf9d2afc04e9c4dad7795729',
          'total-entries': 208,
        });
      });
    },
    {},
    holding('country', new URL('../../fixtures/register/country.at-208.rsf', import.meta.url)),
  );
}

const keys = ['10', '2', 'A1', '1'];

describeOnEngines(
  'keys that are numbers, in the v1 view',
  (gateway) => {
    it('stay in the order of the log', async () => {
      const answer = await gateway().request('GET', '/registers/seat/v1/records');
      expect(namesInOrder(answer.text)).toEqual(keys);
      expect(Object.keys(answer.json<object>())).toHaveLength(keys.length);
    });
  },
  {},
  holding('seat', defining('seat', ['seat']) + keys.map((seat) => appending('user', seat, { seat })).join('')),
);

describeOnEngines(
  'the v1 view of a register without entries',
  (gateway) => {
    it('has empty lists', async () => {
      const answers = ['/records', '/entries', '/records.csv'].map((path) =>
        gateway().request('GET', `/registers/seat/v1${path}`),
      );
      expect((await Promise.all(answers)).map(({ status, text }) => [status, text])).toEqual([
        [200, '{}'],
        [200, '[]'],
        [200, `${stamp},seat\r\n`],
      ]);
      const root = await gateway().request('GET', `/registers/seat/v1/proof/register/${proof}`);
      expect(root.json()).toMatchObject({
        'root-hash': 'sha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'total-entries': 0,
      });
    });
  },
  {},
  holding('seat', defining('seat', ['seat'])),
);

describeOnEngines(
  'the v1 view of a register without a definition',
  (gateway) => {
    it('says so, except of the log', async () => {
      for (const path of ['/records', '/records/a', '/records/a/b', `/items/${kingdomHash}`, '/register']) {
        const answer = await gateway().request('GET', `/registers/blank/v1${path}`);
        expectError(answer, 404, 'not_found');
        expect(answer.json<{ message: string }>().message).toBe('Register undefined');
      }
      expect((await gateway().request('GET', '/registers/blank/v1/entries')).text).toBe('[]');
    });
  },
  {},
  beside('blank'),
);
