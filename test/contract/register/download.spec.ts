import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { expect, it } from 'vitest';
import { operator, reader } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { addressings, asking, expectError } from './addressing.js';

const emptyRoot = 'assert-root-hash\tsha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const rootAt208 = 'assert-root-hash\tsha-256:8d92e1e0af1d43c41e498e6baed0d0b3ea2770d1bf9d2afc04e9c4dad7795729';
const rootAt210 = 'assert-root-hash\tsha-256:60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af';

const country = readFileSync(new URL('../../../demo/register/country.rsf', import.meta.url), 'utf8');
const linesOf = (text: string): string[] => {
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
};
const starting = (lines: readonly string[], start: string): string[] => lines.filter((line) => line.startsWith(start));

/** What every download carries (contract §2.5, §3.12). */
function expectDownload({ status, headers }: Answer): void {
  expect([status, headers['content-type']]).toEqual([200, 'application/uk-gov-rsf']);
  expect(headers['content-disposition']).toMatch(/^attachment; filename=rsf-\d{13}\.rsf$/);
  expect(headers['cache-control']).toBe('private, no-transform, max-age=60');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
}

for (const addressing of addressings) {
  describeOnEngines(`downloads ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);

    it('case 66: the whole log, items before entries and metadata before data', async () => {
      const answer = await ask('C', '/download-rsf');
      expectDownload(answer);
      const lines = linesOf(answer.text);
      const published = linesOf(country);
      expect([lines[0], lines.at(-1)]).toEqual([emptyRoot, rootAt210]);
      for (const kind of ['append-entry\tsystem\t', 'append-entry\tuser\t']) {
        expect(starting(lines, kind)).toEqual(starting(published, kind));
      }
      const items = starting(lines, 'add-item\t');
      expect(items.toSorted()).toEqual([...new Set(starting(published, 'add-item\t'))].toSorted());
      const kinds = lines.map((line) =>
        line
          .split('\t')
          .slice(0, line.startsWith('append') ? 2 : 1)
          .join(' '),
      );
      expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual([
        'assert-root-hash',
        'add-item',
        'append-entry system',
        'append-entry user',
        'assert-root-hash',
      ]);
    });

    it('the system items come before the user items', async () => {
      const items = starting(linesOf((await ask('C', '/download-rsf')).text), 'add-item\t');
      const firstUser = items.findIndex((item) => item.includes('"country":'));
      expect(items[0]).toContain('"name":"country"');
      expect(items.slice(firstUser).every((item) => item.includes('"country":'))).toBe(true);
    });

    it('from zero is the whole log, up to a size too', async () => {
      const whole = (await ask('C', '/download-rsf')).text;
      for (const path of ['/download-rsf/0', '/download-rsf/0/210']) expect((await ask('C', path)).text).toBe(whole);
      const cut = linesOf((await ask('C', '/download-rsf/0/208')).text);
      expect([cut[0], cut.at(-1)]).toEqual([emptyRoot, rootAt208]);
      expect(starting(cut, 'append-entry\tuser\t')).toEqual(starting(linesOf(whole), 'append-entry\tuser\t').slice(0, 208));
      expect(starting(cut, 'append-entry\tsystem\t')).toHaveLength(starting(linesOf(whole), 'append-entry\tsystem\t').length);
    });

    it('up to size zero is the metadata alone', async () => {
      const lines = linesOf((await ask('C', '/download-rsf/0/0')).text);
      expect([lines[0], lines.at(-1)]).toEqual([emptyRoot, emptyRoot]);
      expect(starting(lines, 'append-entry\tuser\t')).toEqual([]);
      expect(starting(lines, 'append-entry\tsystem\t')).toHaveLength(starting(linesOf(country), 'append-entry\tsystem\t').length);
      expect(starting(lines, 'add-item\t').some((line) => line.includes('"country":'))).toBe(false);
    });

    it('case 67: a slice', async () => {
      const answer = await ask('C', '/download-rsf/206/208');
      expectDownload(answer);
      const lines = linesOf(answer.text);
      expect(lines.map((line) => line.split('\t')[0])).toEqual([
        'assert-root-hash',
        'add-item',
        'add-item',
        'append-entry',
        'append-entry',
        'assert-root-hash',
      ]);
      expect(lines.slice(3, 5).map((line) => line.split('\t').slice(1, 3))).toEqual([
        ['user', 'CI'],
        ['user', 'SZ'],
      ]);
      expect(lines[0]).toMatch(/^assert-root-hash\tsha-256:[0-9a-f]{64}$/);
      expect(lines[5]).toBe(rootAt208);
    });

    it('a slice repeats its items even if an earlier entry used them, each once', async () => {
      const log = readFileSync(new URL('../../../demo/register/register.rsf', import.meta.url), 'utf8');
      const published = starting(linesOf(log), 'append-entry\tuser\t');
      // Of the 75 entries of the register of registers two share an item.
      const hashes = published.map((line) => line.split('\t')[4]!);
      const again = hashes.findIndex((hash, at) => hashes.indexOf(hash) < at);
      const first = hashes.indexOf(hashes[again]!);
      const slice = async (from: number, to: number): Promise<string[]> => {
        const path = `${addressing.base('register')}/download-rsf/${from}/${to}`;
        return linesOf((await gateway().request('GET', path, { headers: addressing.headers('register') })).text);
      };
      expect([hashes.length, again > first]).toEqual([75, true]);
      const both = await slice(first, again + 1);
      expect(starting(both, 'append-entry')).toEqual(published.slice(first, again + 1));
      expect(starting(both, 'add-item')).toHaveLength(again - first);
      const later = await slice(again, again + 1);
      expect(later).toHaveLength(4);
      expect(starting(both, 'add-item')).toContain(later[1]);
    });

    it('case 68: a slice of nothing is one line', async () => {
      expect((await ask('C', '/download-rsf/210')).text).toBe(`${rootAt210}\n`);
      expect((await ask('C', '/download-rsf/208/208')).text).toBe(`${rootAt208}\n`);
    });

    it.each(['-1', '211', '2/1', '0/211', '666/1000', '0/-1', '99999999999999999999'])(
      'case 69: %s is out of range',
      async (range) => {
        expectError(await ask('C', `/download-rsf/${range}`), 400, 'unexpected_parameter');
      },
    );

    it.each(['x', '1.0', '+1', '0x1', '1/x', 'x/1', '1/2/3', '%20', '%zz', '1e1'])('case 69: %s is no size', async (range) => {
      expectError(await ask('C', `/download-rsf/${range}`), 404, 'not_found');
    });

    it('Accept and Authorization make no difference', async () => {
      for (const headers of [{ accept: 'text/html' }, { accept: 'application/json;q=0' }, { authorization: 'some-key' }]) {
        expectDownload(await ask('C', '/download-rsf/210', { headers }));
      }
    });

    it('HEAD has the headers and no body', async () => {
      const answer = await ask('C', '/download-rsf', { method: 'HEAD' });
      expectDownload(answer);
      expect(answer.text).toBe('');
      expect((await ask('C', '/download-rsf/211', { method: 'HEAD' })).status).toBe(400);
    });

    it('other methods are not allowed, a preflight is answered', async () => {
      for (const path of ['/download-rsf', '/download-rsf/1', '/download-rsf/1/2']) {
        const answer = await ask('C', path, { method: 'POST' });
        expectError(answer, 405, 'method_not_allowed');
        expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
        expect((await ask('C', path, { method: 'OPTIONS' })).status).toBe(200);
      }
    });

    it('the v1 view has the same, the next view has no RSF', async () => {
      for (const range of ['', '/206', '/206/208']) {
        const answer = await ask('C', `/v1/download-rsf${range}`);
        expectDownload(answer);
        expect(answer.text).toBe((await ask('C', `/download-rsf${range}`)).text);
        for (const view of ['next', 'v2']) expectError(await ask('C', `/${view}/download-rsf${range}`), 404, 'not_found');
      }
    });

    it('a slash too many is taken away', async () => {
      const answer = await ask('C', '/download-rsf/206/?a=b');
      expect([answer.status, answer.headers.location]).toEqual([301, `${addressing.base('country')}/download-rsf/206?a=b`]);
    });

    it('an unknown register is not found', async () => {
      const answer = await gateway().request('GET', `${addressing.base('nowhere')}/download-rsf`, {
        headers: addressing.headers('nowhere'),
      });
      expectError(answer, 404, 'not_found');
    });

    it('a reader from whom something is withheld may not take the whole log', async () => {
      const path = `${addressing.base('demonlist-record')}/download-rsf`;
      const take = (headers: Record<string, string>, suffix = '') =>
        gateway().request('GET', path + suffix, { headers: { ...addressing.headers('demonlist-record'), ...headers } });
      expectError(await take({}), 401, 'unauthorized');
      for (const suffix of ['', '/1', '/1/2']) {
        const refused = await take(reader, suffix);
        expectError(refused, 403, 'forbidden');
        expect(refused.json<{ message: string }>().message).toContain('withheld');
      }
      const whole = await take(operator);
      expectDownload(whole);
      expect(linesOf(whole.text).at(-1)).toMatch(/^assert-root-hash\t/);
    });

    it('a private register that withholds nothing is for all its readers', async () => {
      const path = `${addressing.base('noorderlicht-record')}/download-rsf`;
      const headers = addressing.headers('noorderlicht-record');
      expectError(await gateway().request('GET', path, { headers }), 401, 'unauthorized');
      expectDownload(await gateway().request('GET', path, { headers: { ...headers, ...reader } }));
    });

    it('a client that goes away does no harm', async () => {
      const [incoming] = await once(
        get(`${gateway().url}${addressing.base('country')}/download-rsf`, {
          headers: addressing.headers('country'),
          agent: false,
        }),
        'response',
      );
      incoming.destroy();
      expect((await ask('C', '/download-rsf/210')).status).toBe(200);
    });
  });
}
