import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { holding } from '../../support/logs.js';
import { appending, defining } from '../../support/rsf.js';
import { addressings, asking, csv, expectCommonHeaders, expectConditional, expectError, json, permanent } from './addressing.js';

interface EntryDocument {
  readonly 'entry-number': number;
  readonly key: string;
}

const header = 'entry-number,entry-timestamp,key,blob-hash\r\n';

/** The latest entry of each key among the first ones, by its definition. */
function cut(entries: readonly EntryDocument[], size: number): EntryDocument[] {
  const latest = new Map(entries.slice(0, size).map((entry) => [entry.key, entry]));
  return entries.filter((entry) => latest.get(entry.key) === entry);
}

for (const addressing of addressings) {
  describeOnEngines(`snapshots ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const all = async (): Promise<EntryDocument[]> => (await ask('C', '/entries?limit=5000')).json<EntryDocument[]>();

    it('case 50: the entry of a key at a size', async () => {
      const entries = await all();
      for (const [path, number] of [
        ['/snapshots/6/GB', 6],
        ['/snapshots/206/CI', 90],
        ['/snapshots/207/CI', 207],
        ['/snapshots/210/CI', 207],
      ] as const) {
        const answer = await ask('C', path);
        expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
        expect(answer.json()).toEqual(entries[number - 1]);
        expect(answer.headers.link).toBeUndefined();
        expectCommonHeaders(answer, permanent);
      }
      expect((await ask('C', '/snapshots/206/CI.csv')).text).toBe(`${header}${Object.values(entries[89]!).join(',')}\r\n`);
      expect((await ask('T', '/snapshots/5/c.1%2F2')).json<EntryDocument>()['entry-number']).toBe(4);
    });

    it('case 50: the latest entries at a size, ascending', async () => {
      const entries = await all();
      for (const size of [0, 1, 71, 206, 207, 210]) {
        const answer = await ask('C', `/snapshots/${size}`);
        expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
        expect(answer.json()).toEqual(cut(entries, size));
        expect(answer.headers.link).toBeUndefined();
        expectCommonHeaders(answer, permanent);
      }
      expect((await ask('C', '/snapshots/0')).text).toBe('[]');
      expect((await ask('C', '/snapshots/210.json', { headers: { accept: 'text/csv' } })).json()).toHaveLength(199);
    });

    it('case 50: as CSV', async () => {
      const rows = cut(await all(), 207).map((entry) => `${Object.values(entry).join(',')}\r\n`);
      for (const [path, accept] of [
        ['/snapshots/207.csv', json],
        ['/snapshots/207', 'text/csv'],
      ] as const) {
        const answer = await ask('C', path, { headers: { accept } });
        expect([answer.headers['content-type'], answer.text]).toEqual([csv, header + rows.join('')]);
        expectCommonHeaders(answer, permanent);
      }
      expect((await ask('C', '/snapshots/0.csv')).text).toBe(header);
    });

    it('case 50: unknown sizes and keys', async () => {
      const sizes = ['211', '-1', 'a', '1.0', '+1', '1.xml', '%ff', '9'.repeat(30), '9'.repeat(400), `-${'9'.repeat(400)}`];
      for (const size of sizes) {
        expectError(await ask('C', `/snapshots/${size}`), 404, 'not_found');
        expectError(await ask('C', `/snapshots/${size}.csv`), 404, 'not_found');
        expectError(await ask('C', `/snapshots/${size}/CI`), 404, 'not_found');
      }
      for (const key of ['ZZ', 'ci', '_1', '%00', '%ff', 'a'.repeat(12_000)]) {
        expectError(await ask('C', `/snapshots/210/${key}`), 404, 'not_found');
      }
      expectError(await ask('C', '/snapshots/5/GB'), 404, 'not_found');
      expectError(await ask('C', '/snapshots/0/SU'), 404, 'not_found');
      expectError(await ask('C', '/snapshots'), 404, 'not_found');
    });

    it('no other formats', async () => {
      for (const path of ['/snapshots/207', '/snapshots/207/CI']) {
        expectError(await ask('C', `${path}.tsv`), 410, 'gone');
        expectError(await ask('C', path, { headers: { accept: 'text/html' } }), 406, 'not_acceptable');
      }
      expectError(await ask('C', '/snapshots/207/CI.xml'), 404, 'not_found');
    });

    it('one entry has a tag', async () => {
      await expectConditional((headers) => ask('C', '/snapshots/206/CI', { headers }));
    });

    it('HEAD has the headers of GET', async () => {
      const [get, head] = [await ask('C', '/snapshots/207'), await ask('C', '/snapshots/207', { method: 'HEAD' })];
      expect([head.status, head.text]).toEqual([200, '']);
      for (const name of ['content-type', 'content-length', 'cache-control', 'vary']) {
        expect(head.headers[name]).toBe(get.headers[name]);
      }
      const missing = await ask('C', '/snapshots/211', { method: 'HEAD' });
      expect([missing.status, missing.text]).toEqual([404, '']);
    });
  });
}

const keys = 2300;
const many =
  defining('many', ['many', 'name']) +
  Array.from({ length: keys }, (_, at) => appending('user', `k${at}`, { many: `k${at}`, name: 'first' })).join('') +
  ['k0', 'k1999', 'k2299'].map((key) => appending('user', key, { many: key, name: 'second' })).join('');

describeOnEngines(
  'a snapshot larger than one read',
  (gateway) => {
    it('comes whole, in both formats', async () => {
      const entries: EntryDocument[] = [];
      for (const start of [1, 1001, 2001]) {
        const page = await gateway().request('GET', `/registers/many/entries?start=${start}&limit=1000`);
        entries.push(...page.json<EntryDocument[]>());
      }
      expect(entries).toHaveLength(keys + 3);
      for (const size of [999, 1000, 1001, 2000, keys, keys + 3]) {
        const expected = cut(entries, size);
        expect((await gateway().request('GET', `/registers/many/snapshots/${size}`)).json()).toEqual(expected);
        const table = await gateway().request('GET', `/registers/many/snapshots/${size}.csv`);
        expect(table.text).toBe(header + expected.map((entry) => `${Object.values(entry).join(',')}\r\n`).join(''));
      }
    });
  },
  {},
  holding('many', many),
);
