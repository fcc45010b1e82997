import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { addressings, asking, expectCommonHeaders, expectError } from './addressing.js';

for (const addressing of addressings) {
  describeOnEngines(`bad input ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);

    it.each(['%', '%zz', '%C3', '%ff', '%ED%A0%80', '%E2%82', 'a%'])(
      'a broken percent-encoding (%s) names nothing',
      async (key) => {
        expectError(await ask('C', `/records/${key}`), 404, 'not_found');
        expectError(await ask('C', `/records/${key}.json`), 404, 'not_found');
        expectError(await ask('C', `/records/${key}/entries`), 404, 'not_found');
      },
    );

    it.each([
      '%00',
      'a%00b',
      '_1',
      'A..B',
      'ALPHA--',
      '%20',
      'a%20b',
      '%C3%A9',
      '..%2F..%2Fetc%2Fpasswd',
      "'%20OR%201=1--",
      '%F0%9D%84%9E',
      '__proto__',
      'constructor',
      'null',
    ])('a malformed or unknown key (%s) names nothing', async (key) => {
      expectError(await ask('C', `/records/${key}`), 404, 'not_found');
      expectError(await ask('C', `/records/${key}/entries.csv`), 404, 'not_found');
    });

    it('a huge key names nothing', async () => {
      expectError(await ask('C', `/records/${'a'.repeat(12_000)}`), 404, 'not_found');
      expectError(await ask('C', `/records/${'a-'.repeat(6_000)}`), 404, 'not_found');
      expectError(await ask('C', `/records/${'a'.repeat(12_000)}/entries`), 404, 'not_found');
    });

    it('a huge filter matches nothing', async () => {
      const answer = await ask('C', `/records?name=name&value=${'x'.repeat(12_000)}`);
      expect([answer.status, answer.text]).toEqual([200, '[]']);
    });

    it('deep garbage is an unknown path', async () => {
      for (const path of [
        '/records/a/b/c',
        `/${'a/'.repeat(2000)}b`,
        '/nowhere',
        '/recordsfoo',
        '/records/CI/entries/1',
        '/RECORDS',
      ]) {
        expectError(await ask('C', path), 404, 'not_found');
        expectError(await ask('C', path, { method: 'POST' }), 404, 'not_found');
      }
    });

    it('a body where none is expected changes nothing, an oversize one is refused in the dialect’s form', async () => {
      expectError(await ask('C', '/records', { method: 'POST', body: '{"broken' }), 405, 'method_not_allowed');
      const oversize = await ask('C', '/records', { method: 'POST', body: Buffer.alloc(2 * 1024 * 1024, 'x') });
      expect([405, 413]).toContain(oversize.status);
      expect(Object.keys(oversize.json<object>())).toEqual(['type', 'message']);
      expectCommonHeaders(oversize);
    });

    it.each(['TRACE', 'PROPFIND', 'LOCK', 'COPY'])('the method %s gets the dialect’s form', async (method) => {
      const answer = await ask('C', '/records/CI', { method });
      expect([404, 405]).toContain(answer.status);
      expect(Object.keys(answer.json<object>())).toEqual(['type', 'message']);
      expectCommonHeaders(answer);
    });

    it('an error is JSON whatever was negotiated', async () => {
      expectError(await ask('C', '/records/ZZ.csv'), 404, 'not_found');
      expectError(await ask('C', '/records/ZZ', { headers: { accept: 'text/csv' } }), 404, 'not_found');
      expectError(await ask('C', '/records.csv?page-size=0'), 400, 'unexpected_parameter');
    });

    it('odd Accept headers are no fault', async () => {
      for (const accept of ['', ',', '"', 'application/json;q="0.5"', '*', '*/*;q=x, application/json', ';;;']) {
        expect([200, 406]).toContain((await ask('C', '/records/CI', { headers: { accept } })).status);
      }
    });
  });
}
