import { expect, it } from 'vitest';
import { operator, reader } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { unzip } from '../../support/zip.js';
import { addressings, asking, expectError } from './addressing.js';

/** What every archive carries (contract §2.5, §3.11). */
function expectArchive({ status, headers }: Answer, type: string, filename: string): void {
  expect([status, headers['content-type']]).toEqual([200, type]);
  expect(headers['content-disposition']).toBe(`attachment; filename=${filename}`);
  expect(headers['cache-control']).toBe('private, no-transform, max-age=60');
  expect(headers.vary).toBe('Accept');
  expect(headers['access-control-allow-origin']).toBe('*');
}

for (const addressing of addressings) {
  describeOnEngines(`the archive ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);

    it('case 76: a ZIP with context, blobs, entries and proofs', async () => {
      for (const path of ['/archive', '/archive.zip']) {
        const answer = await ask('C', path);
        expectArchive(answer, 'application/octet-stream', 'country.zip');
        expect(answer.headers['content-transfer-encoding']).toBe('binary');
        const members = unzip(answer.bytes);
        expect([...members.keys()]).toEqual([
          'country/context.json',
          'country/blobs/blobs.json',
          'country/entries/entries.json',
          'country/proofs.json',
        ]);
      }
    });

    it('its members are what the resources show', async () => {
      const members = unzip((await ask('C', '/archive')).bytes);
      const shown = async (path: string): Promise<unknown> => (await ask('C', path)).json();
      const member = (name: string): unknown => JSON.parse(members.get(`country/${name}`) ?? '');
      expect(member('context.json')).toEqual(await shown('/context'));
      expect(member('proofs.json')).toEqual(await shown('/proofs/register'));
      expect(member('entries/entries.json')).toEqual(await shown('/entries?limit=5000'));
      expect(members.get('country/entries/entries.json')).toBe((await ask('C', '/entries?limit=5000')).text);
      expect(members.get('country/blobs/blobs.json')).toBe((await ask('C', '/blobs?limit=5000')).text);
    });

    it('case 77: a slice as RSF', async () => {
      const slice = (await ask('C', '/download-rsf/206/208')).text;
      for (const accept of ['application/vnd.rsf', 'application/uk-gov-rsf']) {
        const answer = await ask('C', '/archive?from=206&to=208', { headers: { accept } });
        expectArchive(answer, 'application/vnd.rsf', 'country.rsf');
        expect(answer.headers['content-transfer-encoding']).toBeUndefined();
        expect(answer.text).toBe(slice);
      }
      expect((await ask('C', '/archive.rsf?from=206&to=208')).text).toBe(slice);
    });

    it('as RSF it is the whole log where no range is given, and takes either end alone', async () => {
      expect((await ask('C', '/archive.rsf')).text).toBe((await ask('C', '/download-rsf')).text);
      expect((await ask('C', '/archive.rsf?from=206')).text).toBe((await ask('C', '/download-rsf/206')).text);
      expect((await ask('C', '/archive.rsf?to=3')).text).toBe((await ask('C', '/download-rsf/0/3')).text);
    });

    it.each(['from=-1', 'from=211', 'from=2&to=1', 'to=211', 'from=x', 'to=1.5', 'from=1&from=2', 'to='])(
      'the range %s is refused',
      async (query) => {
        expectError(await ask('C', `/archive.rsf?${query}`), 400, 'unexpected_parameter');
      },
    );

    it('a ZIP is always whole', async () => {
      const members = unzip((await ask('C', '/archive?from=206&to=x')).bytes);
      expect(JSON.parse(members.get('country/entries/entries.json')!)).toHaveLength(210);
    });

    it('case 78: other formats', async () => {
      expectError(await ask('C', '/archive.json'), 406, 'not_acceptable');
      expectError(await ask('C', '/archive', { headers: { accept: 'text/csv' } }), 406, 'not_acceptable');
      expectError(await ask('C', '/archive', { headers: { accept: 'application/json' } }), 406, 'not_acceptable');
      expectError(await ask('C', '/archive.tsv'), 410, 'gone');
    });

    it('HEAD has the headers and no body', async () => {
      for (const [path, type, filename] of [
        ['/archive', 'application/octet-stream', 'country.zip'],
        ['/archive.rsf', 'application/vnd.rsf', 'country.rsf'],
      ] as const) {
        const answer = await ask('C', path, { method: 'HEAD' });
        expectArchive(answer, type, filename);
        expect(answer.text).toBe('');
      }
    });

    it('other methods are not allowed', async () => {
      for (const path of ['/archive', '/archive.zip']) {
        const answer = await ask('C', path, { method: 'POST' });
        expectError(answer, 405, 'method_not_allowed');
        expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
      }
    });

    it('the old name leads there', async () => {
      const answer = await ask('C', '/download-register.rsf?from=1');
      expect([answer.status, answer.headers.location]).toEqual([301, `${addressing.base('country')}/archive.rsf?from=1`]);
      expect((await ask('C', '/v1/archive.rsf?from=206')).text).toBe((await ask('C', '/download-rsf/206')).text);
      expectError(await ask('C', '/next/archive'), 404, 'not_found');
    });

    it('a reader from whom something is withheld may not take it', async () => {
      const take = (path: string, headers: Record<string, string>) =>
        gateway().request('GET', addressing.base('demonlist-record') + path, {
          headers: { ...addressing.headers('demonlist-record'), ...headers },
        });
      for (const path of ['/archive', '/archive.rsf']) {
        expectError(await take(path, {}), 401, 'unauthorized');
        expectError(await take(path, reader), 403, 'forbidden');
        expect((await take(path, operator)).status).toBe(200);
      }
      const members = unzip((await take('/archive', operator)).bytes);
      expect(members.has('demonlist-record/entries/entries.json')).toBe(true);
    });
  });
}
