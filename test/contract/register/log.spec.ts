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
  permanent,
  registers,
} from './addressing.js';

interface EntryDocument {
  readonly 'entry-number': number;
  readonly 'entry-timestamp': string;
  readonly key: string;
}

const ghana = {
  'entry-number': 72,
  'entry-timestamp': '2016-04-05T13:23:05Z',
  key: 'GH',
  'blob-hash': '1220dc1d12943ea264de937468b254286e5ebd8acd316e21bf667076ebdb8c111bd1',
};
const header = 'entry-number,entry-timestamp,key,blob-hash\r\n';
const ghanaCsv = `${header}${Object.values(ghana).join(',')}\r\n`;

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

for (const addressing of addressings) {
  describeOnEngines(`entries ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const base = (letter: keyof typeof registers): string => addressing.base(registers[letter]);
    const numbers = async (path: string): Promise<number[]> =>
      (await ask('C', path)).json<EntryDocument[]>().map((entry) => entry['entry-number']);

    it('case 40: one entry, an object', async () => {
      const answer = await ask('C', '/entries/72');
      expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
      expect(answer.json()).toEqual(ghana);
      expect(Object.keys(answer.json<object>())).toEqual(Object.keys(ghana));
      expect(answer.headers.link).toBeUndefined();
      expectCommonHeaders(answer, permanent);
    });

    it('case 40: one entry as CSV and with a suffix', async () => {
      for (const [path, accept] of [
        ['/entries/72.csv', json],
        ['/entries/72', 'text/csv'],
      ] as const) {
        const answer = await ask('C', path, { headers: { accept } });
        expect([answer.headers['content-type'], answer.text]).toEqual([csv, ghanaCsv]);
        expectCommonHeaders(answer, permanent);
      }
      expect((await ask('C', '/entries/72.json', { headers: { accept: 'text/csv' } })).json()).toEqual(ghana);
      expectError(await ask('C', '/entries/72', { headers: { accept: 'text/html' } }), 406, 'not_acceptable');
    });

    it('case 41: what is no number of an entry is unknown', async () => {
      const odd = ['0', '01', '-1', 'a2', '1.0', '211', '+1', '1e1', '72.xml', '%31.', '%D9%A3', '72%20', '0x1', '1.json.json'];
      for (const number of [...odd, '9'.repeat(17), '9'.repeat(30), '9'.repeat(400)]) {
        expectError(await ask('C', `/entries/${number}`), 404, 'not_found');
      }
      // A segment is decoded once.
      expect((await ask('C', '/entries/%372')).json()).toEqual(ghana);
      expectError(await ask('C', '/entries/%25372'), 404, 'not_found');
    });

    it('case 42: the first page', async () => {
      const answer = await ask('C', '/entries');
      const entries = answer.json<EntryDocument[]>();
      expect(entries.map((entry) => entry['entry-number'])).toEqual(range(1, 100));
      expect(entries[71]).toEqual(ghana);
      expect(answer.headers.link).toBe(`<${base('C')}/entries?start=101>; rel="next"`);
      expect([answer.headers['content-type'], answer.headers.vary]).toEqual([json, 'Accept']);
      expect(answer.headers.etag).toBeUndefined();
      expectCommonHeaders(answer);
    });

    it('case 43: a middle page links both neighbours, next first', async () => {
      const answer = await ask('C', '/entries?start=101');
      const entries = answer.json<EntryDocument[]>();
      expect(entries.slice(0, 2).map(({ key }) => key)).toEqual(['KG', 'LA']);
      expect(entries.map((entry) => entry['entry-number'])).toEqual(range(101, 200));
      expect(answer.headers.link).toBe(
        `<${base('C')}/entries?start=201>; rel="next", <${base('C')}/entries?start=1>; rel="previous"`,
      );
    });

    it('case 44: the last page', async () => {
      const answer = await ask('C', '/entries?start=201');
      expect(answer.json<EntryDocument[]>().map((entry) => entry['entry-number'])).toEqual(range(201, 210));
      expect(answer.headers.link).toBe(`<${base('C')}/entries?start=101>; rel="previous"`);
    });

    it('case 44: a page that ends with the log has no next', async () => {
      const answer = await ask('C', '/entries?start=111');
      expect(answer.json()).toHaveLength(100);
      expect(answer.headers.link).toBe(`<${base('C')}/entries?start=11>; rel="previous"`);
    });

    it('case 45: past the end there is nothing, which is no error', async () => {
      for (const start of ['211', '5000', '9'.repeat(15), '9'.repeat(30), '9'.repeat(400)]) {
        const answer = await ask('C', `/entries?start=${start}`);
        expect([answer.status, answer.text]).toEqual([200, '[]']);
        expect(answer.headers.link ?? '').not.toContain('next');
        expect(answer.headers.link ?? '').not.toMatch(/e\+|Infinity|NaN/);
      }
      expect((await ask('C', '/entries.csv?start=211')).text).toBe(header);
    });

    it('case 46: a page of another size', async () => {
      const answer = await ask('C', '/entries?start=5&limit=10');
      expect(answer.json<EntryDocument[]>().map((entry) => entry['entry-number'])).toEqual(range(5, 14));
      expect(answer.headers.link).toBe(
        `<${base('C')}/entries?start=15&limit=10>; rel="next", <${base('C')}/entries?start=1&limit=10>; rel="previous"`,
      );
      expect((await ask('C', '/entries?start=1&limit=100')).headers.link).toBe(`<${base('C')}/entries?start=101>; rel="next"`);
      expect(await numbers('/entries?limit=5000')).toEqual(range(1, 210));
      expect((await ask('C', '/entries?limit=5000')).headers.link).toBeUndefined();
    });

    it('case 46: links keep the suffix, and following them gives the whole log', async () => {
      const seen: number[] = [];
      let path: string | undefined = '/entries.json?limit=37';
      while (path !== undefined) {
        const answer = await ask('C', path, { headers: { accept: 'text/csv' } });
        seen.push(...answer.json<EntryDocument[]>().map((entry) => entry['entry-number']));
        const next = /^<([^>]*)>; rel="next"/.exec(String(answer.headers.link))?.[1];
        expect(next ?? `${base('C')}/entries.json?`).toContain(`${base('C')}/entries.json?`);
        path = next?.slice(base('C').length);
      }
      expect(seen).toEqual(range(1, 210));
    });

    it('case 47: parameters out of range give 400', async () => {
      const bad = ['start=0', 'start=-1', 'start=x', 'limit=0', 'limit=5001', 'limit=x'];
      for (const query of [
        ...bad,
        'start=1&start=2',
        'limit=',
        'start=1.5',
        'start=%2B1',
        'limit=-0',
        `limit=${'9'.repeat(400)}`,
      ]) {
        expectError(await ask('C', `/entries?${query}`), 400, 'unexpected_parameter');
        expectError(await ask('C', `/entries.csv?${query}`), 400, 'unexpected_parameter');
      }
      expect(await numbers('/entries?limit=1&unknown=1&unknown=2')).toEqual([1]);
    });

    it('case 48: the older singular name is moved', async () => {
      for (const [from, to] of [
        ['/entry/72', '/entries/72'],
        ['/entry/72.csv?a=b', '/entries/72.csv?a=b'],
        ['/entries/72/', '/entries/72'],
        ['/entries/?start=5', '/entries?start=5'],
      ] as const) {
        const answer = await ask('C', from);
        expect([answer.status, answer.headers.location]).toEqual([301, base('C') + to]);
        expectCommonHeaders(answer);
      }
    });

    it('case 49: order is by number, not by timestamp', async () => {
      const entries = (await ask('T', '/entries')).json<EntryDocument[]>();
      expect(entries.map((entry) => entry['entry-number'])).toEqual([1, 2, 3, 4, 5]);
      expect(entries[3]!['entry-timestamp'] < entries[2]!['entry-timestamp']).toBe(true);
    });

    it('CSV of the list has the columns of the trail', async () => {
      const answer = await ask('C', '/entries.csv?limit=5000');
      expect(answer.headers['content-type']).toBe(csv);
      const rows = answer.text.split('\r\n');
      expect([rows.length, `${rows[0]}\r\n`, rows[72], rows.at(-1)]).toEqual([212, header, Object.values(ghana).join(','), '']);
    });

    it('a list asked for with a suffix says how to name it, one without does not', async () => {
      for (const suffix of ['.csv', '.json']) {
        const { headers } = await ask('C', `/entries${suffix}`);
        expect(headers['content-disposition']).toBe(`inline; filename="country-entries${suffix}"`);
      }
      expect((await ask('C', '/entries')).headers['content-disposition']).toBeUndefined();
      expect((await ask('C', '/entries/72.csv')).headers['content-disposition']).toBeUndefined();
      expect((await ask('C', '/entries.csv?limit=x')).headers['content-disposition']).toBeUndefined();
    });

    it('an entry has a tag, another one in each format', async () => {
      for (const path of ['/entries/72', '/entries/72.csv']) {
        await expectConditional((headers) => ask('C', path, { headers }));
      }
      const tags = await Promise.all(
        ['72', '72.csv', '73'].map(async (each) => (await ask('C', `/entries/${each}`)).headers.etag),
      );
      expect(new Set(tags).size).toBe(3);
    });
  });
}
