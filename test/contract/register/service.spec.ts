import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { beside, without } from '../../support/logs.js';
import { addressings, asking, csv, expectCommonHeaders, expectError, json, registers } from './addressing.js';

const blob = '12206b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb';

/** Every resource of this view that is read, as the country register has it. */
const resources = [
  '/records',
  '/records.csv',
  '/records/CI',
  '/records/CI/entries',
  '/records/CI/entries.json',
  '/entries',
  '/entries.csv',
  '/entries/72',
  '/blobs',
  '/blobs.json',
  `/blobs/${blob}`,
  '/context',
  '/context.json',
  '/register',
  '/register.json',
  '/proofs/register',
  '/proofs/register.json',
  '/proofs/entries/10/200',
  '/proofs/entry/10/200',
  '/proofs/consistency/197/200',
  '/snapshots/207',
  '/snapshots/207/CI',
  '/healthcheck',
  '/robots.txt',
];
const fixedNames = ['/records', '/entries', '/blobs', '/context', '/register', '/proofs/register', '/records/CI/entries'];

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

for (const addressing of addressings) {
  describeOnEngines(`every resource ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);
    const base = (letter: keyof typeof registers): string => addressing.base(registers[letter]);

    it('case 79: the healthcheck', async () => {
      const answer = await ask('C', '/healthcheck', { headers: { accept: 'text/html' } });
      expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([200, json, '{"healthy":true}']);
      expectCommonHeaders(answer);
    });

    it('robots stay out', async () => {
      const answer = await ask('C', '/robots.txt', { headers: { accept: 'text/html' } });
      expect([answer.status, answer.text]).toEqual([200, 'User-agent: *\nDisallow: /\n']);
      expect(answer.headers['content-type']).toBe('text/plain');
      expectCommonHeaders(answer);
    });

    it('case 80: a preflight is answered', async () => {
      for (const path of resources) {
        const answer = await ask('C', path, {
          method: 'OPTIONS',
          headers: {
            origin: 'https://a.example',
            'access-control-request-method': 'GET',
            'access-control-request-headers': 'x-requested-with',
          },
        });
        expect([path, answer.status, answer.text]).toEqual([path, 200, '']);
        expect(answer.headers['access-control-allow-methods']).toBe('GET,HEAD');
        expect(answer.headers['access-control-allow-headers']).toBe('X-Requested-With,Content-Type,Accept,Origin');
        expect(Number(answer.headers['access-control-max-age'])).toBeGreaterThan(0);
        expectCommonHeaders(answer);
      }
    });

    it('HEAD has the headers of GET and no body', async () => {
      for (const path of resources) {
        const [get, head] = [await ask('C', path), await ask('C', path, { method: 'HEAD' })];
        expect([path, get.status, head.status, head.text]).toEqual([path, 200, 200, '']);
        for (const name of ['content-type', 'content-length', 'content-disposition', 'cache-control', 'etag', 'link', 'vary']) {
          expect([path, name, head.headers[name]]).toEqual([path, name, get.headers[name]]);
        }
      }
    });

    it('another method gives 405 with Allow', async () => {
      for (const path of resources) {
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
          const answer = await ask('C', path, { method });
          expectError(answer, 405, 'method_not_allowed');
          expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
        }
      }
    });

    it('another method on an older name or with a slash at the end gives 405 too', async () => {
      for (const path of ['/entry/72', '/items', `/item/${blob}`, '/record/CI', '/entries/', '/blobs/', '/download-register']) {
        const answer = await ask('C', path, { method: 'POST' });
        expectError(answer, 405, 'method_not_allowed');
        expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
      }
    });

    it('suffixes of a fixed name', async () => {
      for (const path of fixedNames) {
        for (const suffix of ['tsv', 'ttl', 'xlsx', 'yaml']) expectError(await ask('C', `${path}.${suffix}`), 410, 'gone');
        for (const suffix of ['xml', 'html', 'JSON', 'json.x', 'x', 'zip']) {
          expectError(await ask('C', `${path}.${suffix}`), 406, 'not_acceptable');
        }
      }
    });

    it('a slash at the end and older names are moved, suffix and query kept', async () => {
      for (const path of [...fixedNames, '/entries/72', `/blobs/${blob}.csv`, '/snapshots/207', '/healthcheck', '/robots.txt']) {
        for (const query of ['', '?a=b&c']) {
          const answer = await ask('C', `${path}/${query}`);
          expect([answer.status, answer.headers.location]).toEqual([301, base('C') + path + query]);
          expectCommonHeaders(answer);
        }
      }
      for (const [from, to] of [
        ['/download-register', '/archive'],
        ['/download-register.rsf?from=1', '/archive.rsf?from=1'],
      ] as const) {
        const answer = await ask('C', from);
        expect([answer.status, answer.headers.location]).toEqual([301, base('C') + to]);
      }
    });

    it('a broken Authorization is ignored', async () => {
      for (const path of resources) {
        expect((await ask('C', path, { headers: { authorization: 'some-key' } })).status).toBe(200);
      }
    });
  });

  describeOnEngines(
    `a register that is not defined yet ${addressing.how}`,
    (gateway) => {
      const get = (path: string) =>
        gateway().request('GET', `${addressing.base('blank')}${path}`, { headers: addressing.headers('blank') });

      it('has an empty log', async () => {
        for (const [path, type, text] of [
          ['/entries', json, '[]'],
          ['/entries.csv', csv, 'entry-number,entry-timestamp,key,blob-hash\r\n'],
          ['/snapshots/0', json, '[]'],
          [
            '/proofs/register',
            json,
            '{"root-hash":"1220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total-entries":0}',
          ],
        ]) {
          const answer = await get(path!);
          expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([200, type, text]);
        }
        expectError(await get('/entries/1'), 404, 'not_found');
        expectError(await get('/proofs/entries/1/1'), 400, 'unexpected_parameter');
        expectError(await get('/snapshots/1'), 404, 'not_found');
      });

      it('says so where a definition is needed', async () => {
        const paths = [
          '/records',
          '/records/a',
          '/records/a/entries',
          '/blobs',
          `/blobs/${blob}`,
          '/blobs/x',
          '/context',
          '/register',
        ];
        for (const path of [...paths, '/records.csv', '/blobs.csv', '/context.json']) {
          const answer = await get(path);
          expectError(answer, 404, 'not_found');
          expect(answer.json<{ message: string }>().message).toBe('Register undefined');
        }
      });

      it('serves what is not of the register', async () => {
        expect((await get('/healthcheck')).status).toBe(200);
        expect((await get('/robots.txt')).status).toBe(200);
      });
    },
    {},
    beside('blank'),
  );
}

describeOnEngines(
  'a register that was emptied',
  (gateway) => {
    it('is as if it had not been defined yet', async () => {
      const get = (path: string) => gateway().request('GET', `/registers/tiny${path}`);
      expect((await get('/entries')).text).toBe('[]');
      expect((await get('/snapshots/0')).text).toBe('[]');
      expect((await get('/proofs/register')).json()).toMatchObject({ 'total-entries': 0 });
      for (const path of ['/records', '/records/a', '/blobs', '/context', '/register']) {
        expect((await get(path)).json<{ message: string }>().message).toBe('Register undefined');
      }
    });
  },
  {},
  without('tiny'),
);

describeOnEngines('resources that need no register', (gateway) => {
  it('are served at the root of any host', async () => {
    for (const host of ['127.0.0.1:3000', 'nope.register.example', '[::1]:80']) {
      for (const path of ['/healthcheck', '/robots.txt']) {
        const answer = await gateway().request('GET', path, { headers: { host } });
        expect(answer.status).toBe(200);
      }
    }
  });

  it('are not served under the path of a register that does not exist', async () => {
    for (const path of ['/healthcheck', '/robots.txt']) {
      expectError(await gateway().request('GET', `/registers/nope${path}`), 404, 'not_found');
    }
  });

  it('every documented read answers a preflight', async () => {
    const { paths } = (await gateway().request('GET', '/docs/register.json')).json<Document>();
    const silent: string[] = [];
    for (const [path, operations] of Object.entries(paths)) {
      if (operations.get === undefined) continue;
      const target = path.replaceAll(/\{[^}]*\}/g, 'x');
      if ((await gateway().request('OPTIONS', target)).status !== 200) silent.push(path);
    }
    expect(silent).toEqual([]);
  });
});

describeOnEngines(
  'registers that may be emptied',
  (gateway) => {
    it('let clients keep nothing without asking again', async () => {
      for (const path of ['/entries/72', `/blobs/${blob}`, '/proofs/entries/10/200', '/snapshots/207']) {
        const answer = await gateway().request('GET', `/registers/country${path}`);
        expectCommonHeaders(answer, 'no-transform, no-cache');
      }
    });
  },
  { REGISTER_ALLOW_DELETE: 'true' },
);
