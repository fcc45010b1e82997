import { expect, it } from 'vitest';
import { parseCsv } from '../../support/csv.js';
import { describeOnEngines } from '../../support/gateway.js';
import { holding } from '../../support/logs.js';
import { appending, defining } from '../../support/rsf.js';
import { csv, expectCommonHeaders, expectConditional, expectError, redactable } from './addressing.js';

const formula = '=HYPERLINK("http://evil.example","x")';
const log =
  defining('risky', ['risky', 'name']) +
  appending('user', 'a', { risky: 'a', name: formula }) +
  appending('user', 'b', { risky: 'b', name: '-2' }) +
  appending('user', 'c', { risky: 'c', name: 'x;@SUM(A1)' });

describeOnEngines(
  'CSV of values that spreadsheets take for formulas',
  (gateway) => {
    const get = (path: string, headers: Record<string, string> = {}) =>
      gateway().request('GET', `/registers/risky${path}`, { headers });
    const names = async (path: string): Promise<(string | undefined)[]> =>
      parseCsv((await get(path)).text)
        .slice(1)
        .map((row) => row.at(-1));

    it('has them unaltered: what is downloaded is what was signed', async () => {
      for (const path of ['/records.csv', '/blobs.csv', '/records.csv?spreadsheet=false']) {
        expect(await names(path)).toEqual([formula, '-2', 'x;@SUM(A1)']);
      }
      expect(await names('/records/a.csv')).toEqual([formula]);
    });

    it('is never taken for another type by a browser', async () => {
      const answer = await get('/records.csv');
      expect(answer.headers['content-type']).toBe(csv);
      expectCommonHeaders(answer);
    });

    it('has a guard before them where the client asks for it', async () => {
      const guarded = [`'${formula}`, '-2', "x;'@SUM(A1)"];
      for (const path of ['/records.csv', '/blobs.csv']) expect(await names(`${path}?spreadsheet=true`)).toEqual(guarded);
      expect(await names('/records/a.csv?spreadsheet=true')).toEqual([guarded[0]]);
      const negotiated = await get('/records?spreadsheet=true', { accept: 'text/csv' });
      expect(negotiated.text).toBe((await get('/records.csv?spreadsheet=true')).text);
      expect((await get('/snapshots/3.csv?spreadsheet=true')).text).toMatch(
        /^"entry-number","entry-timestamp","key","blob-hash"\r\n"1",/,
      );
    });

    it('goes on with the guard on the next page', async () => {
      for (const [path, link] of [
        ['/records.csv?page-size=1&spreadsheet=true', '/records.csv?page-index=2&page-size=1&spreadsheet=true'],
        ['/blobs.csv?limit=1&spreadsheet=true', '/blobs.csv?cursor=1&limit=1&spreadsheet=true'],
        ['/entries.csv?limit=1&spreadsheet=true', '/entries.csv?start=2&limit=1&spreadsheet=true'],
      ] as const) {
        expect((await get(path)).headers.link).toBe(`</registers/risky${link}>; rel="next"`);
      }
    });

    it('has another tag with the guard', async () => {
      const [entry] = (await get('/entries')).json<{ 'blob-hash': string }[]>();
      const path = `/blobs/${entry!['blob-hash']}.csv`;
      const [plain, guarded] = [await get(path), await get(`${path}?spreadsheet=true`)];
      expect(guarded.headers.etag).not.toBe(plain.headers.etag);
      expectCommonHeaders(guarded, redactable);
      await expectConditional((headers) => get(`${path}?spreadsheet=true`, headers));
    });

    it('refuses what is neither, and JSON does not care', async () => {
      for (const query of ['spreadsheet=', 'spreadsheet=yes', 'spreadsheet=true&spreadsheet=true']) {
        for (const path of ['/records.csv', '/entries/1.csv', '/snapshots/3.csv']) {
          expectError(await get(`${path}?${query}`), 400, 'unexpected_parameter');
        }
        expect((await get(`/records?${query}`)).status).toBe(200);
      }
      expect((await get('/records?spreadsheet=true')).text).toBe((await get('/records')).text);
    });
  },
  {},
  holding('risky', log),
);
