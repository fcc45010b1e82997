import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { addressings, asking, csv, expectCommonHeaders, expectError, json, registers } from './addressing.js';

const ivoryCoast = {
  'entry-number': 207,
  'entry-timestamp': '2017-10-25T09:52:52Z',
  key: 'CI',
  blob: {
    country: 'CI',
    name: 'Ivory Coast',
    'official-name': 'The Republic of Côte D’Ivoire',
    'citizen-names': 'Citizen of the Ivory Coast',
  },
};

const countryColumns = 'entry-number,entry-timestamp,key,country,name,official-name,citizen-names,start-date,end-date';
const ivoryCoastCsv = `${countryColumns}\r\n207,2017-10-25T09:52:52Z,CI,CI,Ivory Coast,The Republic of Côte D’Ivoire,Citizen of the Ivory Coast,,\r\n`;

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

interface RecordDocument {
  readonly 'entry-number': number;
  readonly key: string;
  readonly blob: Record<string, string | string[]>;
}

for (const addressing of addressings) {
  describeOnEngines(`records ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const base = (letter: keyof typeof registers): string => addressing.base(registers[letter]);
    const keys = async (letter: keyof typeof registers, path: string): Promise<string[]> =>
      (await ask(letter, path)).json<RecordDocument[]>().map(({ key }) => key);

    it('case 1: a record of the seed, exactly', async () => {
      const answer = await ask('A', '/records/E09000019', { headers: { accept: json } });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe(json);
      expect(answer.headers.link).toBe(`<${base('A')}/records/E09000019/entries>; rel="version-history"`);
      expect(answer.headers.vary).toBe('Accept');
      expectCommonHeaders(answer);
      expect(answer.json()).toEqual({
        'entry-number': 72,
        'entry-timestamp': '2015-08-20T08:15:30Z',
        key: 'E09000019',
        blob: { 'local-authority': 'E09000019', name: 'Islington' },
      });
    });

    it('case 2: without Accept the record comes as JSON', async () => {
      const answer = await ask('C', '/records/CI');
      expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
      expect(answer.json()).toEqual(ivoryCoast);
      expect(Object.keys(answer.json<RecordDocument>())).toEqual(['entry-number', 'entry-timestamp', 'key', 'blob']);
      expect(Object.keys(answer.json<RecordDocument>().blob)).toEqual(['country', 'name', 'official-name', 'citizen-names']);
    });

    it('case 3: the suffix wins over Accept', async () => {
      const answer = await ask('C', '/records/CI.json', { headers: { accept: 'text/csv' } });
      expect(answer.headers['content-type']).toBe(json);
      expect(answer.json()).toEqual(ivoryCoast);
      expect(answer.headers.link).toBe(`<${base('C')}/records/CI/entries>; rel="version-history"`);
    });

    it('case 4: CSV by Accept', async () => {
      const answer = await ask('C', '/records/CI', { headers: { accept: 'text/csv' } });
      expect([answer.status, answer.headers['content-type']]).toEqual([200, csv]);
      expect(answer.text).toBe(ivoryCoastCsv);
      expect(answer.headers.link).toBe(`<${base('C')}/records/CI/entries>; rel="version-history"`);
      expectCommonHeaders(answer);
    });

    it('case 5: the higher quality wins', async () => {
      const answer = await ask('C', '/records/CI', { headers: { accept: 'application/json;q=0.5, text/csv' } });
      expect(answer.headers['content-type']).toBe(csv);
    });

    it('case 6: a browser gets JSON', async () => {
      const answer = await ask('C', '/records/CI', { headers: { accept: browser } });
      expect(answer.headers['content-type']).toBe(json);
    });

    it('case 7: nothing acceptable gives 406', async () => {
      for (const accept of ['application/xml', 'text/html']) {
        expectError(await ask('C', '/records/CI', { headers: { accept } }), 406, 'not_acceptable');
      }
    });

    it('case 8: an unknown key gives 404, also where only its case differs', async () => {
      for (const key of ['ZZ', 'ci']) expectError(await ask('C', `/records/${key}`), 404, 'not_found');
    });

    it('case 9: a trailing slash is moved', async () => {
      const answer = await ask('C', '/records/CI/');
      expect([answer.status, answer.headers.location]).toEqual([301, `${base('C')}/records/CI`]);
      expectCommonHeaders(answer);
    });

    it('case 10: the older singular name is moved', async () => {
      for (const [from, to] of [
        ['/record/CI.json', '/records/CI.json'],
        ['/record/CI/entries', '/records/CI/entries'],
        ['/record/CI?a=b', '/records/CI?a=b'],
      ] as const) {
        const answer = await ask('C', from);
        expect([answer.status, answer.headers.location]).toEqual([301, base('C') + to]);
      }
    });

    it('case 11: HEAD has the headers of GET and no body', async () => {
      for (const path of ['/records/CI', '/records', '/records/CI/entries', '/records/CI.csv']) {
        const [get, head] = [await ask('C', path), await ask('C', path, { method: 'HEAD' })];
        expect(head.status).toBe(200);
        expect(head.text).toBe('');
        for (const name of ['link', 'content-type', 'content-length', 'vary']) expect(head.headers[name]).toBe(get.headers[name]);
        expectCommonHeaders(head);
      }
      expect((await ask('C', '/records/CI', { method: 'HEAD' })).headers.link).toContain('version-history');
      const missing = await ask('C', '/records/ZZ', { method: 'HEAD' });
      expect([missing.status, missing.text]).toEqual([404, '']);
    });

    it('case 12: Authorization is ignored, whatever it says', async () => {
      for (const authorization of [
        'some-key',
        'Bearer x',
        'Basic !!!',
        `Basic ${Buffer.from('a:b').toString('base64')}`,
        'Digest',
      ]) {
        const answer = await ask('C', '/records/CI', { headers: { authorization } });
        expect([answer.status, answer.json()]).toEqual([200, ivoryCoast]);
      }
    });

    it('case 13: a slash in a key', async () => {
      const answer = await ask('T', '/records/c.1%2F2');
      expect(answer.status).toBe(200);
      expect(answer.headers.link).toBe(`<${base('T')}/records/c.1%2F2/entries>; rel="version-history"`);
      const { key, blob } = answer.json<RecordDocument>();
      expect(key).toBe('c.1/2');
      expect(blob.name).toBe('Café 𝄞\nline two');
      expect((await ask('T', '/records/c.1%2F2.json')).json()).toEqual(answer.json());
    });

    it('case 14: redacted values are served', async () => {
      const answer = await ask('T', '/records/d');
      expect(answer.status).toBe(200);
      const { blob } = answer.json<RecordDocument>();
      expect(blob.name).toMatch(/^\*\*REDACTED\*\*[0-9a-f]{64}$/);
      expect(blob.tags).toEqual(['x', expect.stringMatching(/^\*\*REDACTED\*\*[0-9a-f]{64}$/)]);
      const [, row = ''] = (await ask('T', '/records/d.csv')).text.split('\r\n');
      expect(row).toContain(`,d,${blob.name},x;${blob.tags?.[1]},`);
    });

    it('case 15: sets in CSV', async () => {
      const { text } = await ask('T', '/records/a.csv');
      expect(text).toBe(
        'entry-number,entry-timestamp,key,tiny,name,tags,size,start-date,parent,site,active,span\r\n' +
          '3,2020-01-03T00:00:00Z,a,a,Alpha two,"""y;z""",-2,2001-02-03,,,,\r\n',
      );
    });

    it('case 16: another method gives 405 with Allow', async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        for (const path of ['/records/CI', '/records', '/records.json', '/records/CI/entries']) {
          const answer = await ask('C', path, { method });
          expectError(answer, 405, 'method_not_allowed');
          expect(answer.headers.allow?.split(', ')).toEqual(expect.arrayContaining(['GET', 'HEAD']));
        }
      }
    });

    it('case 17: formats that once existed are gone', async () => {
      for (const suffix of ['tsv', 'ttl', 'xlsx', 'yaml']) {
        for (const path of ['/records', '/records/CI', '/records/CI/entries']) {
          expectError(await ask('C', `${path}.${suffix}`), 410, 'gone');
        }
      }
      expectError(await ask('C', '/record/CI.tsv'), 410, 'gone');
    });

    it('case 18: another suffix on a fixed name gives 406', async () => {
      expectError(await ask('C', '/records.xml'), 406, 'not_acceptable');
      expectError(await ask('C', '/records/CI/entries.xml'), 406, 'not_acceptable');
      expectError(await ask('C', '/records/CI.xml'), 404, 'not_found');
    });

    it('case 19: the first page', async () => {
      const answer = await ask('C', '/records');
      const records = answer.json<RecordDocument[]>();
      expect(records).toHaveLength(100);
      expect(records.slice(0, 3).map(({ key }) => key)).toEqual(['SU', 'DE', 'DD']);
      expect(records[1]?.['entry-number']).toBe(71);
      expect(answer.headers.link).toBe(`<${base('C')}/records?page-index=2&page-size=100>; rel="next"`);
      expect([answer.headers['content-type'], answer.headers.vary]).toEqual([json, 'Accept']);
      expectCommonHeaders(answer);
    });

    it('case 20: the last page', async () => {
      const answer = await ask('C', '/records?page-index=2');
      const records = answer.json<RecordDocument[]>();
      expect([records.length, records.at(-1)?.key]).toEqual([99, 'ZW']);
      expect(answer.headers.link).toBe(`<${base('C')}/records?page-index=1&page-size=100>; rel="previous"`);
    });

    it('case 21: all in one page', async () => {
      const answer = await ask('C', '/records?page-size=5000');
      expect(answer.json()).toHaveLength(199);
      expect(answer.headers.link).toBeUndefined();
    });

    it('case 22: links keep the suffix', async () => {
      const answer = await ask('C', '/records.json?page-index=2&page-size=50');
      expect(answer.headers.link).toBe(
        `<${base('C')}/records.json?page-index=3&page-size=50>; rel="next", <${base('C')}/records.json?page-index=1&page-size=50>; rel="previous"`,
      );
    });

    it('case 23: a page past the end gives 404', async () => {
      expectError(await ask('C', '/records?page-index=3'), 404, 'not_found');
      expectError(await ask('C', `/records?page-index=${'9'.repeat(30)}`), 404, 'not_found');
      expectError(await ask('C', `/records?page-index=${'9'.repeat(400)}`), 404, 'not_found');
    });

    it('case 24: parameters out of range give 400', async () => {
      const bad = ['page-size=0', 'page-size=-1', 'page-size=5001', 'page-size=x', 'page-index=0', 'page-index=1.5'];
      for (const query of [...bad, 'page-index=1&page-index=1', 'page-size=', 'page-index=%2B1']) {
        expectError(await ask('C', `/records?${query}`), 400, 'unexpected_parameter');
      }
      expect((await ask('C', '/records?unknown=x&unknown=y&page-size=1')).json()).toHaveLength(1);
    });

    it('case 25: all as CSV', async () => {
      const { text, headers } = await ask('C', '/records.csv?page-size=5000');
      expect(headers['content-type']).toBe(csv);
      const rows = text.split('\r\n');
      expect([rows.length, rows[0], rows.at(-1)]).toEqual([201, countryColumns, '']);
    });

    it('case 26: the query survives the move', async () => {
      const answer = await ask('C', '/records/?page-index=2');
      expect([answer.status, answer.headers.location]).toEqual([301, `${base('C')}/records?page-index=2`]);
    });

    it('case 27: a filter with one match', async () => {
      const answer = await ask('L', '/records?name=local-authority-type&value=CC');
      const records = answer.json<RecordDocument[]>();
      expect(records.map((record) => [record['entry-number'], record.key])).toEqual([[355, 'LND']]);
      expect(answer.headers.link).toBeUndefined();
    });

    it('case 28: only the latest blob counts', async () => {
      expect(await keys('L', '/records?name=local-authority-type&value=CTY&page-size=5000')).not.toContain('LND');
    });

    it('case 29: a filtered list is paged like the full one', async () => {
      const filter = 'name=local-authority-type&value=NMD';
      const answer = await ask('L', `/records?${filter}&page-size=10`);
      expect(answer.json()).toHaveLength(10);
      expect(answer.headers.link).toBe(`<${base('L')}/records?page-index=2&page-size=10&${filter}>; rel="next"`);
      const all = await keys('L', `/records?${filter}&page-size=5000`);
      expect(all).toHaveLength(204);
      const paged: string[] = [];
      for (let page = 1; page <= 21; page += 1)
        paged.push(...(await keys('L', `/records?page-index=${page}&page-size=10&${filter}`)));
      expect(paged).toEqual(all);
      expectError(await ask('L', `/records?page-index=22&page-size=10&${filter}`), 404, 'not_found');
    });

    it('case 30: name and value need each other, once, not empty', async () => {
      const name = 'name=local-authority-type';
      for (const query of [
        'value=CC',
        name,
        `${name}&value=`,
        'name=&value=CC',
        `${name}&value=CC&value=CC`,
        `${name}&${name}&value=CC`,
      ]) {
        expectError(await ask('L', `/records?${query}`), 400, 'unexpected_parameter');
      }
    });

    it('case 31: a filter without a match gives an empty list', async () => {
      for (const value of ['XXX', 'cc', '%00', '%ED%A0%80', '%', 'C%43%20']) {
        const answer = await ask('L', `/records?name=local-authority-type&value=${value}`);
        expect([answer.status, answer.text, answer.headers.link]).toEqual([200, '[]', undefined]);
      }
    });

    it('case 32: an empty list as CSV is its header row', async () => {
      const answer = await ask('L', '/records.csv?name=local-authority-type&value=XXX');
      expect(answer.text).toMatch(/^entry-number,entry-timestamp,key,local-authority-eng,[^\r\n]*\r\n$/);
    });

    it('case 33: a filter by an attribute that is not in the schema gives 404', async () => {
      expectError(await ask('L', '/records?name=nope&value=x'), 404, 'not_found');
    });

    it('case 34: a filter matches elements of a set', async () => {
      expect(await keys('T', '/records?name=tags&value=x')).toEqual(['d']);
      expect(await keys('T', '/records?name=tags&value=y%3Bz')).toEqual(['a']);
      expect(await keys('T', '/records?name=tags&value=y')).toEqual([]);
    });

    it('case 35: the older filter path is moved', async () => {
      const answer = await ask('L', '/records/local-authority-type/CC');
      expect([answer.status, answer.headers.location]).toEqual([301, `${base('L')}/records?name=local-authority-type&value=CC`]);
    });

    it('case 36: the trail of the seed', async () => {
      const answer = await ask('C', '/records/CI/entries');
      expect([answer.status, answer.headers['content-type'], answer.headers.link]).toEqual([200, json, undefined]);
      expectCommonHeaders(answer);
      expect(answer.json()).toEqual([
        {
          'entry-number': 90,
          'entry-timestamp': '2016-04-05T13:23:05Z',
          key: 'CI',
          'blob-hash': '12207c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec',
        },
        {
          'entry-number': 207,
          'entry-timestamp': '2017-10-25T09:52:52Z',
          key: 'CI',
          'blob-hash': '1220b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8',
        },
      ]);
    });

    it('case 37: a longer trail', async () => {
      const trail = (await ask('C', '/records/GM/entries')).json<RecordDocument[]>();
      expect(trail.map((entry) => entry['entry-number'])).toEqual([69, 201, 202, 206]);
    });

    it('case 38: the trail as CSV', async () => {
      const expected =
        'entry-number,entry-timestamp,key,blob-hash\r\n' +
        '90,2016-04-05T13:23:05Z,CI,12207c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec\r\n' +
        '207,2017-10-25T09:52:52Z,CI,1220b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8\r\n';
      for (const [path, accept] of [
        ['/records/CI/entries.csv', json],
        ['/records/CI/entries', 'text/csv'],
      ] as const) {
        const answer = await ask('C', path, { headers: { accept } });
        expect([answer.headers['content-type'], answer.text]).toEqual([csv, expected]);
      }
    });

    it('case 39: an unknown key has no trail', async () => {
      expectError(await ask('C', '/records/ZZ/entries'), 404, 'not_found');
      expectError(await ask('C', '/records/ZZ/entries.csv'), 404, 'not_found');
    });

    it('case 49: order is by number, not by timestamp', async () => {
      expect(await keys('T', '/records')).toEqual(['a', 'b', 'c.1/2', 'd']);
      const trail = (await ask('T', '/records/a/entries')).json<RecordDocument[]>();
      expect(trail.map((entry) => entry['entry-number'])).toEqual([1, 3]);
    });

    it('case 80: a preflight is answered for every resource that browsers may read', async () => {
      for (const path of ['/records', '/records.json', '/records/CI', '/records/CI/entries', '/records/CI/entries.csv']) {
        const answer = await ask('C', path, {
          method: 'OPTIONS',
          headers: {
            origin: 'https://a.example',
            'access-control-request-method': 'GET',
            'access-control-request-headers': 'x-requested-with',
          },
        });
        expect([answer.status, answer.text]).toEqual([200, '']);
        expect(answer.headers['access-control-allow-methods']).toBe('GET,HEAD');
        expect(answer.headers['access-control-allow-headers']).toBe('X-Requested-With,Content-Type,Accept,Origin');
        expect(Number(answer.headers['access-control-max-age'])).toBeGreaterThan(0);
        expectCommonHeaders(answer);
      }
    });
  });
}
