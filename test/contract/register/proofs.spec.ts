import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { registerSource } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import {
  addressings,
  asking,
  expectCommonHeaders,
  expectConditional,
  expectError,
  json,
  permanent,
  registers,
} from './addressing.js';
import { path as auditPath, consistency, leaf, root } from './merkle.js';

interface Vectors {
  readonly country_root: readonly { size: number; root: string }[];
  readonly country_proof: readonly { kind: 'entry' | 'consistency'; args: [number, number]; path: string[] }[];
}
const vectors = JSON.parse(readFileSync(new URL('../../fixtures/register/vectors.json', import.meta.url), 'utf8')) as Vectors;
const routes = { entry: 'entries', consistency: 'consistency' } as const;
const vector = (kind: 'entry' | 'consistency', ...args: [number, number]): string[] =>
  vectors.country_proof.find((proof) => proof.kind === kind && `${proof.args}` === `${args}`)!.path;

const withHeader = (hashes: readonly (string | Buffer)[]): string[] =>
  hashes.map((hash) => `1220${typeof hash === 'string' ? hash : hash.toString('hex')}`);

for (const addressing of addressings) {
  describeOnEngines(`proofs ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const base = (letter: keyof typeof registers): string => addressing.base(registers[letter]);
    const pathOf = (answer: Answer): string[] => answer.json<{ 'audit-path': string[] }>()['audit-path'];

    it('case 60: the root of the whole log', async () => {
      for (const path of ['/proofs/register', '/proofs/register.json']) {
        const answer = await ask('C', path);
        expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
        expect(answer.text).toBe(
          '{"root-hash":"122060413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af","total-entries":210}',
        );
        expect(answer.headers.etag).toBeUndefined();
        expectCommonHeaders(answer);
      }
    });

    it('case 61: the published proofs', async () => {
      const found = await ask('C', '/proofs/consistency/197/200');
      expect(pathOf(found)).toEqual(withHeader(vector('consistency', 197, 200)));
      expect(pathOf(found)[0]).toBe('122073f13521226acdfa2a610c7bfdc955fa52aea1d554dd247011312ee48686a538');
      expect(pathOf(await ask('C', '/proofs/entries/10/200'))).toEqual(withHeader(vector('entry', 10, 200)));
      expect(Object.keys(found.json<object>())).toEqual(['audit-path']);
      expect([found.headers['content-type'], found.headers.vary]).toEqual([json, 'Accept']);
      expectCommonHeaders(found, permanent);
    });

    it('case 61: all vectors', async () => {
      for (const { kind, args, path } of vectors.country_proof) {
        const answer = await ask('C', `/proofs/${routes[kind]}/${args.join('/')}`);
        expect([answer.status, pathOf(answer)]).toEqual([200, withHeader(path)]);
      }
    });

    it('case 61: every proof of a small log, and many of a larger one, by the definition', async () => {
      const entries = registerSource('allergen').entries;
      const leaves = entries.map(({ number, key, timestamp, hash }) => leaf({ number, key, timestamp, digest: hash.slice(8) }));
      const get = async (path: string): Promise<string[]> =>
        pathOf(
          await gateway().request('GET', `${addressing.base('allergen')}/proofs${path}`, {
            headers: addressing.headers('allergen'),
          }),
        );
      expect(`sha-256:${root(leaves).toString('hex')}`).toBe(registerSource('allergen').rootHash);
      for (let size = 1; size <= leaves.length; size += 1) {
        const log = leaves.slice(0, size);
        for (let number = 1; number <= size; number += size > 12 ? 5 : 1) {
          expect(await get(`/entries/${number}/${size}`)).toEqual(withHeader(auditPath(number - 1, log)));
          expect(await get(`/consistency/${number}/${size}`)).toEqual(withHeader(consistency(number, log)));
        }
      }
    });

    it('case 62: the older spelling answers the same', async () => {
      const [today, older] = [await ask('C', '/proofs/entries/10/200'), await ask('C', '/proofs/entry/10/200')];
      expect([older.status, older.text, older.headers.etag]).toEqual([200, today.text, today.headers.etag]);
      expect((await ask('C', '/proofs/entry/10/200.json')).text).toBe(today.text);
      const slash = await ask('C', '/proofs/entry/10/200/');
      expect([slash.status, slash.headers.location]).toEqual([301, `${base('C')}/proofs/entry/10/200`]);
    });

    it('case 63: nothing to prove', async () => {
      for (const path of ['entries/1/1', 'consistency/1/1', 'consistency/210/210', 'consistency/128/128']) {
        const answer = await ask('C', `/proofs/${path}`);
        expect([answer.status, answer.text]).toEqual([200, '{"audit-path":[]}']);
      }
    });

    it('case 64: integers out of range give 400', async () => {
      const pairs = ['0/10', '11/10', '1/211', '1/0', '0/0', '-1/10', '1/-1', '-0/1', `1/${'9'.repeat(30)}`];
      for (const pair of [...pairs, `${'9'.repeat(400)}/10`, `1/${'9'.repeat(400)}`, `-${'9'.repeat(400)}/1`]) {
        for (const kind of ['entries', 'entry', 'consistency']) {
          expectError(await ask('C', `/proofs/${kind}/${pair}`), 400, 'unexpected_parameter');
        }
      }
    });

    it('case 65: what is no integer is unknown', async () => {
      const pairs = ['a/10', '10/a', '1.0/10', '+1/10', '1e1/10', '1/10.xml', '1/10.json.json', '%20/10', '1/%ff', '%D9%A3/10'];
      for (const pair of [...pairs, '10.json/200', '--1/10', '-/10']) {
        for (const kind of ['entries', 'entry', 'consistency']) {
          expectError(await ask('C', `/proofs/${kind}/${pair}`), 404, 'not_found');
        }
      }
      for (const path of ['/proofs', '/proofs/entries', '/proofs/entries/10', '/proofs/consistency/1', '/proofs/records/1/2']) {
        expectError(await ask('C', path), 404, 'not_found');
      }
    });

    it('leading zeros are those of an integer', async () => {
      expect((await ask('C', '/proofs/entries/010/0200')).text).toBe((await ask('C', '/proofs/entries/10/200')).text);
    });

    it('proofs are JSON only', async () => {
      for (const path of ['/proofs/register', '/proofs/entries/10/200', '/proofs/consistency/197/200']) {
        expectError(await ask('C', `${path}.csv`), 406, 'not_acceptable');
        expectError(await ask('C', `${path}.tsv`), 410, 'gone');
        expectError(await ask('C', path, { headers: { accept: 'text/csv' } }), 406, 'not_acceptable');
        expect((await ask('C', `${path}.json`, { headers: { accept: 'text/csv' } })).status).toBe(200);
      }
      expectError(await ask('C', '/proofs/register.xml'), 406, 'not_acceptable');
    });

    it('proofs at a fixed size have a tag', async () => {
      for (const path of ['/proofs/entries/10/200', '/proofs/entry/10/200', '/proofs/consistency/197/200']) {
        await expectConditional((headers) => ask('C', path, { headers }));
      }
    });
  });
}
