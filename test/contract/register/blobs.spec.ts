import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import {
  addressings,
  asking,
  csv,
  expectCommonHeaders,
  expectConditional,
  expectError,
  json,
  redactable,
  registers,
} from './addressing.js';

const digest = '6b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb';
const objectHash = '16a21568e4f3f8c3c4f8088fe2829cc2863e1bae1be19607878b62dc2df93eba';
const spellings = [`1220${digest}`, `sha-256:${digest}`, `1220${objectHash}`, `sha-256%3A${digest}`];
const kingdom = {
  country: 'GB',
  name: 'United Kingdom',
  'official-name': 'The United Kingdom of Great Britain and Northern Ireland',
  'citizen-names': 'Briton;British citizen',
};
const columns = 'country,name,official-name,citizen-names,start-date,end-date';
const kingdomCsv = `${columns}\r\nGB,United Kingdom,The United Kingdom of Great Britain and Northern Ireland,Briton;British citizen,,\r\n`;

for (const addressing of addressings) {
  describeOnEngines(`blobs ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const base = (letter: keyof typeof registers): string => addressing.base(registers[letter]);

    it('case 51: three spellings of one blob', async () => {
      for (const spelling of spellings) {
        for (const suffix of ['', '.json']) {
          const answer = await ask('C', `/blobs/${spelling}${suffix}`);
          expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
          expect(answer.json()).toEqual(kingdom);
          expect(Object.keys(answer.json<object>())).toEqual(Object.keys(kingdom));
          expect(answer.headers.link).toBeUndefined();
          expectCommonHeaders(answer, redactable);
        }
        const table = await ask('C', `/blobs/${spelling}.csv`);
        expect([table.headers['content-type'], table.text]).toEqual([csv, kingdomCsv]);
        expectCommonHeaders(table, redactable);
      }
      expect((await ask('C', `/blobs/${spellings[0]}`, { headers: { accept: 'text/csv' } })).text).toBe(kingdomCsv);
    });

    it('case 52: what names no blob is unknown', async () => {
      const odd = [
        `1220${'0'.repeat(64)}`,
        `sha-256:${'0'.repeat(64)}`,
        'abc',
        digest,
        `1220${digest.toUpperCase()}`,
        `1114${digest}`,
        `sha-256:${objectHash}`,
        `SHA-256:${digest}`,
        `1220${digest}0`,
        `1220${digest}.xml`,
        '1220',
        '%00',
        '%ff',
        '__proto__',
        'a'.repeat(12_000),
      ];
      for (const identifier of odd) expectError(await ask('C', `/blobs/${identifier}`), 404, 'not_found');
      expectError(await ask('C', `/blobs/1220${digest}.tsv`), 410, 'gone');
      // A blob of another register is none of this one.
      expectError(await ask('L', `/blobs/1220${digest}`), 404, 'not_found');
    });

    it('case 52: items of the system log are no blobs', async () => {
      const name = '9f21f032105bb320d1f0c4f9c74a84a69e2d0a41932eb4543c331ce73e0bb1fb';
      expectError(await ask('C', `/blobs/1220${name}`), 404, 'not_found');
    });

    it('case 53: the first page', async () => {
      const answer = await ask('C', '/blobs');
      expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
      const blobs = answer.json<Record<string, Record<string, string>>>();
      const hashes = Object.keys(blobs);
      expect([hashes.length, hashes[0]]).toEqual([100, '1220e94c4a9ab00d951dadde848ee2c9fe51628b22ff2e0a88bff4cca6e4e6086d7a']);
      expect(blobs[hashes[0]!]!.country).toBe('SU');
      expect(blobs[`1220${digest}`]).toEqual(kingdom);
      expect(answer.headers.link).toBe(`<${base('C')}/blobs?cursor=100>; rel="next"`);
      expect(answer.headers.etag).toBeUndefined();
      expectCommonHeaders(answer);
    });

    it('case 54: following the links gives every blob once', async () => {
      for (const first of ['/blobs', '/blobs.json?limit=7']) {
        const seen: string[] = [];
        for (let path: string | undefined = first; path !== undefined; ) {
          const answer = await ask('C', path, first.includes('.') ? { headers: { accept: 'text/csv' } } : {});
          seen.push(...Object.keys(answer.json<object>()));
          const { link } = answer.headers;
          if (link !== undefined) expect(link).toMatch(/^<[^>]*>; rel="next"$/);
          path = /^<([^>]*)>/.exec(String(link ?? ''))?.[1]?.slice(base('C').length);
        }
        expect([seen.length, new Set(seen).size]).toEqual([210, 210]);
        const entries = (await ask('C', '/entries?limit=5000')).json<{ 'blob-hash': string }[]>();
        expect(seen).toEqual([...new Set(entries.map((entry) => entry['blob-hash']))]);
      }
    });

    it('case 54: the next page follows the limit, which is stated where it is not the default', async () => {
      expect((await ask('C', '/blobs?limit=10&cursor=20')).headers.link).toBe(
        `<${base('C')}/blobs?cursor=30&limit=10>; rel="next"`,
      );
      expect((await ask('C', '/blobs?cursor=110')).headers.link).toBeUndefined();
      expect((await ask('C', '/blobs.csv?cursor=100')).headers.link).toBe(`<${base('C')}/blobs.csv?cursor=200>; rel="next"`);
      const last = await ask('C', '/blobs?cursor=210');
      expect([last.status, last.text, last.headers.link]).toEqual([200, '{}', undefined]);
    });

    it('case 54: a bad cursor or limit gives 400', async () => {
      const bad = [
        'cursor=x',
        'cursor=',
        'cursor=-1',
        'cursor=1.5',
        'cursor=211',
        'cursor=1&cursor=2',
        `cursor=${'9'.repeat(30)}`,
      ];
      for (const query of [
        ...bad,
        `cursor=${'9'.repeat(400)}`,
        'limit=0',
        'limit=-1',
        'limit=5001',
        'limit=x',
        'limit=1&limit=1',
      ]) {
        expectError(await ask('C', `/blobs?${query}`), 400, 'unexpected_parameter');
        expectError(await ask('C', `/blobs.csv?${query}`), 400, 'unexpected_parameter');
      }
    });

    it('case 55: blobs as CSV', async () => {
      const { headers, text } = await ask('T', '/blobs.csv');
      expect(headers['content-type']).toBe(csv);
      const [header, first] = text.split('\r\n');
      expect(header).toBe('blob-hash,tiny,name,tags,size,start-date,parent,site,active,span');
      expect(first).toMatch(/^1220[0-9a-f]{64},a,[^,]*,"x;""y;z""",/);
      expect(text.endsWith('\r\n')).toBe(true);
      expect((await ask('T', '/blobs', { headers: { accept: 'text/*' } })).text).toBe(text);
      expect((await ask('C', '/blobs.csv?cursor=210')).text).toBe(`blob-hash,${columns}\r\n`);
    });

    it('case 56: the older names are moved', async () => {
      for (const [from, to] of [
        [`/items/sha-256:${digest}`, `/blobs/sha-256:${digest}`],
        [`/item/sha-256:${digest}.csv?a=b`, `/blobs/sha-256:${digest}.csv?a=b`],
        ['/items', '/blobs'],
        ['/items.csv?limit=5', '/blobs.csv?limit=5'],
        ['/blobs/', '/blobs'],
        [`/blobs/1220${digest}/?a=b`, `/blobs/1220${digest}?a=b`],
      ] as const) {
        const answer = await ask('C', from);
        expect([answer.status, answer.headers.location]).toEqual([301, base('C') + to]);
        expectCommonHeaders(answer);
      }
    });

    it('a redacted blob is served under the hash that it came with', async () => {
      const entries = (await ask('T', '/entries')).json<{ key: string; 'blob-hash': string }[]>();
      const hash = entries.find(({ key }) => key === 'd')!['blob-hash'];
      const { status, ...answer } = await ask('T', `/blobs/${hash}`);
      expect(status).toBe(200);
      expect(answer.json<{ name: string }>().name).toMatch(/^\*\*REDACTED\*\*[0-9a-f]{64}$/);
    });

    it('a blob has a tag, another one in each format, the same in each spelling', async () => {
      for (const path of [`/blobs/1220${digest}`, `/blobs/sha-256:${digest}.csv`]) {
        await expectConditional((headers) => ask('C', path, { headers }));
      }
      const tagOf = async (path: string) => (await ask('C', `/blobs/${path}`)).headers.etag;
      const tags = await Promise.all(spellings.map(tagOf));
      expect(new Set(tags).size).toBe(1);
      expect(await tagOf(`1220${digest}.csv`)).not.toBe(tags[0]);
    });
  });
}
