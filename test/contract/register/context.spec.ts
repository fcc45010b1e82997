import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { holding } from '../../support/logs.js';
import { appending, defining } from '../../support/rsf.js';
import { addressings, asking, expectCommonHeaders, expectError, json } from './addressing.js';

const fixtures = new URL('../../fixtures/register/', import.meta.url);
const country208 = new URL('country.at-208.rsf', fixtures);
const tiny = readFileSync(new URL('cases/tiny.rsf', fixtures), 'utf8');

const fields = ['country', 'name', 'official-name', 'citizen-names', 'start-date', 'end-date'];
const custodian = '**REDACTED**b1158a50b5ba66754a218d5712a6f6d97e2d89b9f7de5f18b745dfe82604b055';

interface ContextDocument {
  readonly id: string;
  readonly schema: readonly Readonly<Record<string, string>>[];
  readonly status: Readonly<Record<string, string>>;
}

for (const addressing of addressings) {
  describeOnEngines(
    `context of 208 countries ${addressing.how}`,
    (gateway) => {
      const ask = asking(gateway, addressing);

      it('case 57: the context', async () => {
        for (const path of ['/context', '/context.json']) {
          const answer = await ask('C', path);
          expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
          expectCommonHeaders(answer);
          const { schema, ...context } = answer.json<ContextDocument>();
          expect(context).toEqual({
            id: 'country',
            description: 'British English names and descriptive terms for countries as recognised by the UK government',
            custodian: expect.stringMatching(/^\*\*REDACTED\*\*[0-9a-f]{64}$/),
            licence: 'OGL-UK-3.0',
            'hashing-algorithm': { codec: 'sha2-256', 'function-type': 18, 'digest-length': 32 },
            'root-hash': '12208d92e1e0af1d43c41e498e6baed0d0b3ea2770d1bf9d2afc04e9c4dad7795729',
            statistics: { 'total-entries': 208, 'total-blobs': 208, 'total-records': 199 },
            status: { 'start-date': '2016-04-05T13:23:05Z' },
          });
          expect(schema.map(({ id }) => id)).toEqual(fields);
        }
      });

      it('case 57: members come in the order of the contract', async () => {
        expect(Object.keys((await ask('C', '/context')).json<object>())).toEqual([
          'id',
          'description',
          'custodian',
          'licence',
          'hashing-algorithm',
          'root-hash',
          'schema',
          'statistics',
          'status',
        ]);
      });

      it('case 59: the older summary', async () => {
        for (const path of ['/register', '/register.json']) {
          const answer = await ask('C', path);
          expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([200, json, 'Accept']);
          expectCommonHeaders(answer);
          const document = answer.json<Record<string, unknown>>();
          expect(document).toEqual({
            domain: addressing.how === 'by host' ? 'register.example' : '127.0.0.1',
            'total-records': 199,
            'total-entries': 208,
            'register-record': {
              fields,
              phase: 'beta',
              register: 'country',
              registry: 'foreign-commonwealth-office',
              text: 'British English names and descriptive terms for countries as recognised by the UK government',
            },
            custodian: expect.stringMatching(/^\*\*REDACTED\*\*/),
            'last-updated': '2018-06-13T13:54:40Z',
          });
          expect(Object.keys(document)).toEqual([
            'domain',
            'total-records',
            'total-entries',
            'register-record',
            'custodian',
            'last-updated',
          ]);
          expect(Object.keys(document['register-record'] as object)).toEqual(['fields', 'phase', 'register', 'registry', 'text']);
        }
      });

      it('case 60: the root proof', async () => {
        const answer = await ask('C', '/proofs/register');
        expect([answer.status, answer.text]).toEqual([
          200,
          '{"root-hash":"12208d92e1e0af1d43c41e498e6baed0d0b3ea2770d1bf9d2afc04e9c4dad7795729","total-entries":208}',
        ]);
      });
    },
    {},
    holding('country', country208),
  );

  describeOnEngines(`context ${addressing.how}`, (gateway) => {
    const ask = asking(gateway, addressing);

    it('case 58: there is no CSV of the context, nor of the summary', async () => {
      for (const path of ['/context', '/register']) {
        expectError(await ask('C', `${path}.csv`), 406, 'not_acceptable');
        expectError(await ask('C', `${path}.csv`, { headers: { accept: json } }), 406, 'not_acceptable');
        for (const accept of ['text/csv', 'text/*', 'text/html', 'application/json;q=0']) {
          expectError(await ask('C', path, { headers: { accept } }), 406, 'not_acceptable');
        }
        for (const accept of ['text/csv, */*;q=0.1', 'application/*', '*/*', '']) {
          expect((await ask('C', path, { headers: { accept } })).headers['content-type']).toBe(json);
        }
        expect((await ask('C', `${path}.json`, { headers: { accept: 'text/csv' } })).status).toBe(200);
      }
    });

    it('attributes carry what the schema says about them', async () => {
      const { schema } = (await ask('T', '/context')).json<ContextDocument>();
      expect(schema.slice(2, 4)).toEqual([
        { id: 'tags', datatype: 'string', cardinality: 'n', description: 'The tags.' },
        { id: 'size', datatype: 'integer', cardinality: '1', description: 'The size.' },
      ]);
      expect(Object.keys(schema[2]!)).toEqual(['id', 'datatype', 'cardinality', 'description']);
    });

    it('the title comes from the system log', async () => {
      const context = (await ask('C', '/context')).json<Record<string, string>>();
      expect([context.title, Object.keys(context).slice(0, 4)]).toEqual(['Country', ['id', 'title', 'description', 'custodian']]);
    });

    it('a custodian that was redacted stays so', async () => {
      for (const path of ['/context', '/register']) {
        expect((await ask('C', path)).json<{ custodian: string }>().custodian).toBe(custodian);
      }
    });

    it('what a register does not say is left out', async () => {
      const context = (await ask('A', '/context')).json<object>();
      expect(context).not.toHaveProperty('custodian');
      expect(context).not.toHaveProperty('copyright');
      expect((await ask('A', '/register')).json<object>()).not.toHaveProperty('custodian');
    });
  });
}

describeOnEngines(
  'a retired register with a copyright of its own',
  (gateway) => {
    it('says when, why and what replaces it', async () => {
      const { status, ...context } = (await gateway().request('GET', '/registers/old/context')).json<
        ContextDocument & { copyright: string; licence: string }
      >();
      expect(status).toEqual({
        'start-date': '2019-05-01T00:00:00Z',
        'end-date': '2021-01-01',
        replacement: 'https://new.register.example/',
        reason: 'Merged',
      });
      expect(Object.keys(status)).toEqual(['start-date', 'end-date', 'replacement', 'reason']);
      expect([context.copyright, context.licence]).toEqual(['Crown', 'CC0-1.0']);
      expect(Object.keys(context).slice(0, 4)).toEqual(['id', 'description', 'copyright', 'licence']);
    });

    it('stands under the domain that was set', async () => {
      for (const [path, headers] of [
        ['/registers/old/register', {}],
        ['/register', { host: 'old.register.example' }],
      ] as const) {
        const document = (await gateway().request('GET', path, { headers })).json<Record<string, object>>();
        expect(document.domain).toBe('registers.example');
        expect(document['register-record']).toHaveProperty('copyright', 'Crown');
      }
    });
  },
  { REGISTER_DOMAIN: 'registers.example', REGISTER_LICENCE: 'CC0-1.0', REGISTER_COPYRIGHT: 'Everybody' },
  holding(
    'old',
    defining('old', ['old'], { copyright: 'Crown' }) +
      appending('system', 'status', {
        'end-date': '2021-01-01',
        reason: 'Merged',
        replacement: 'https://new.register.example/',
      }) +
      appending('user', 'a', { old: 'a' }, '2019-05-01T00:00:00Z'),
  ),
);

describeOnEngines(
  'a register with a definition only',
  (gateway) => {
    it('dates from its first system entry, was never updated, and may have the copyright that was set', async () => {
      const context = (await gateway().request('GET', '/registers/new/context')).json<ContextDocument>();
      expect(context.status).toEqual({ 'start-date': '2020-01-01T00:00:00Z' });
      expect(context).toMatchObject({
        copyright: 'Everybody',
        'root-hash': '1220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        statistics: { 'total-entries': 0, 'total-blobs': 0, 'total-records': 0 },
      });
      expect((await gateway().request('GET', '/registers/new/register')).json<object>()).not.toHaveProperty('last-updated');
    });

    it('has empty lists', async () => {
      for (const [path, text] of [
        ['/records', '[]'],
        ['/entries', '[]'],
        ['/blobs', '{}'],
        ['/snapshots/0', '[]'],
        ['/blobs.csv', 'blob-hash,new,name\r\n'],
      ]) {
        const answer = await gateway().request('GET', `/registers/new${path}`);
        expect([answer.status, answer.text, answer.headers.link]).toEqual([200, text, undefined]);
      }
    });
  },
  { REGISTER_COPYRIGHT: 'Everybody' },
  holding('new', defining('new', ['new', 'name'])),
);

describeOnEngines(
  'the domain behind a proxy',
  (gateway) => {
    it('is that of the host the client asked', async () => {
      const headers = { host: 'internal:3000', 'x-forwarded-host': 'tiny.registers.example:8443' };
      const answer = await gateway().request('GET', '/register', { headers });
      expect(answer.json<{ domain: string }>().domain).toBe('registers.example');
    });
  },
  { TRUST_PROXY: 'true' },
  holding('tiny', tiny),
);
