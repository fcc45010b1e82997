import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { basic, operator, reader, registers } from '../../support/demo.js';
import { type Answer, describeOnEngines, engines, type RunningGateway, startGateway } from '../../support/gateway.js';
import { type Addressing, addressings, expectCommonHeaders, expectError, json } from './addressing.js';

const fixtures = new URL('../../fixtures/register/', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, fixtures), 'utf8');
const tiny = textOf('cases/tiny.rsf');
const rsf = 'application/uk-gov-rsf';
/** On a busy machine. */
const patience = { timeout: 10_000 };
const ghost = basic('ops', 'wrong');

interface UploadCase {
  readonly file: string;
  readonly status: number;
  readonly details_contains: string | null;
  readonly user_entries_after: number;
}
const uploads = (JSON.parse(textOf('cases/cases.json')) as { cases: UploadCase[] }).cases;
const refusals = uploads.filter(({ status }) => status === 400);

const digestOf = (item: string): string => `sha-256:${createHash('sha256').update(item).digest('hex')}`;
const entry = (log: 'user' | 'system', key: string, fields: object): string => {
  const item = JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
  return `add-item\t${item}\nappend-entry\t${log}\t${key}\t2026-01-01T00:00:00Z\t${digestOf(item)}\n`;
};
const attribute = (field: string, datatype = 'string'): string =>
  entry('system', `field:${field}`, { field, datatype, cardinality: '1', phase: 'alpha', text: `The ${field}.` });
/** The definition of a register with two attributes. */
const definition = (register: string): string =>
  attribute(register) +
  attribute('size', 'integer') +
  entry('system', `register:${register}`, { register, fields: [register, 'size'], phase: 'alpha', registry: 'r', text: 't' });

const entriesOf = (log: string): number => log.split('\n').filter((line) => line.startsWith('append-entry\tuser\t')).length;
const expectLoaded = (answer: Answer): void => {
  expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
    200,
    json,
    '{"success":true,"message":"success"}',
  ]);
  expectCommonHeaders(answer);
};
const detailsOf = (answer: Answer): string => {
  expect([answer.status, answer.headers['content-type']]).toEqual([400, json]);
  const body = answer.json<{ success: boolean; message: string; details: string }>();
  expect(Object.keys(body)).toEqual(['success', 'message', 'details']);
  expect([body.success, body.message]).toEqual([false, 'Failed to load RSF']);
  expectCommonHeaders(answer);
  return body.details;
};

/** What clients that upload do, under one way to address registers. */
function uploading(gateway: () => RunningGateway, addressing: Addressing) {
  const to = (register: string, method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer) =>
    gateway().request(method, addressing.base(register) + path, {
      headers: { ...addressing.headers(register), ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const load = (register: string, body: string | Buffer, headers: Record<string, string> = {}, path = '/load-rsf') =>
    to(register, 'POST', path, { 'content-type': rsf, ...operator, ...headers }, body);
  const download = async (register: string): Promise<string> => (await to(register, 'GET', '/download-rsf')).text;
  const erase = (register: string) => to(register, 'DELETE', '/delete-register-data', operator);
  return { to, load, download, erase };
}

for (const addressing of addressings) {
  describeOnEngines(`uploads ${addressing.how}`, (gateway) => {
    const { to, load, download } = uploading(gateway, addressing);

    describe('who and how', () => {
      it('case 70: GET, no credentials, another content type', async () => {
        for (const method of ['GET', 'PUT', 'DELETE']) {
          const wrong = await to('tiny', method, '/load-rsf', operator);
          expectError(wrong, 405, 'method_not_allowed');
          expect(wrong.headers.allow).toBe('POST');
        }
        const anonymous = await to('tiny', 'POST', '/load-rsf', { 'content-type': rsf }, tiny);
        expectError(anonymous, 401, 'unauthorized');
        expect(anonymous.headers['www-authenticate']).toBe('Basic realm="registers"');
        expectError(await load('tiny', tiny, { 'content-type': 'text/plain' }), 415, 'unsupported_media_type');
      });

      it('the method is checked before the credentials, they before the content type, that before the body', async () => {
        expectError(await to('tiny', 'GET', '/load-rsf', { 'content-type': 'text/plain' }), 405, 'method_not_allowed');
        expectError(await load('tiny', 'x', { 'content-type': 'text/plain', authorization: ghost }), 401, 'unauthorized');
        expectError(await load('tiny', 'x', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type');
        expect(detailsOf(await load('tiny', 'x'))).toContain('String is empty or is in incorrect format');
      });

      it.each([
        undefined,
        'application/json',
        'application/uk-gov-rsf-2',
        'application/uk-gov-rsf; charset=iso-8859-1',
        'multipart/form-data; boundary=x',
        'garbage',
      ])('the content type %s is refused', async (type) => {
        const headers = { ...operator, ...(type === undefined ? {} : { 'content-type': type }) };
        expectError(await to('tiny', 'POST', '/load-rsf', headers, tiny), 415, 'unsupported_media_type');
      });

      it.each([rsf, 'application/vnd.rsf', 'Application/UK-gov-RSF', 'application/uk-gov-rsf; charset=utf-8'])(
        'the content type %s is taken',
        async (type) => {
          detailsOf(await load('tiny', 'x', { 'content-type': type }));
        },
      );

      it('a compressed body is refused', async () => {
        for (const coding of ['gzip', 'br']) {
          expectError(await load('tiny', tiny, { 'content-encoding': coding }), 415, 'unsupported_media_type');
        }
        detailsOf(await load('tiny', 'x', { 'content-encoding': 'identity' }));
      });

      it.each([
        'Basic',
        'Basic !!!',
        ghost,
        basic('nobody', 'ops-demo-password'),
        reader.authorization,
        'Bearer x',
        'Digest username="ops"',
      ])('%s is no credential for an upload', async (authorization) => {
        for (const register of ['tiny', 'nowhere', 'demonlist-record']) {
          expectError(await load(register, tiny, { authorization }), 401, 'unauthorized');
        }
      });

      it('an account without the role to write is refused', async () => {
        const helper = { authorization: basic('list_helper', 'list_helper-fixture-pw') };
        expectError(await load('tiny', textOf('cases/ok-append.rsf'), helper), 403, 'forbidden');
        expectError(await load('nowhere', definition('nowhere'), helper), 404, 'not_found');
        expectError(await load('noorderlicht-record', tiny, helper), 401, 'unauthorized');
        expect(entriesOf(await download('tiny'))).toBe(5);
      });

      it('an account with the role to write may append, but neither relax the rules nor make a register', async () => {
        const helper = { authorization: basic('list_moderator', 'list_moderator-fixture-pw') };
        const grant = (role: string) =>
          gateway().request('PUT', '/ops/v1/spaces/tiny/members/list_moderator', { headers: operator, body: { role } });
        await grant('read');
        expectError(await load('tiny', textOf('cases/ok-append.rsf'), helper), 403, 'forbidden');
        await grant('write');
        expectError(await load('tiny', textOf('cases/ok-append.rsf'), helper, '/load-rsf?validation=relaxed'), 403, 'forbidden');
        expectError(await load('nowhere', definition('nowhere'), helper), 404, 'not_found');
        expectLoaded(await load('tiny', textOf('cases/ok-append.rsf'), helper));
        await grant('staff');
        expectLoaded(await load('tiny', entry('user', 'f', { tiny: 'f' }), helper));
      });

      it.each(['demonlist-record', 'demonlist', 'noorderlicht-record', 'noorderlicht'])(
        'only what was born as a register takes logs, %s did not',
        async (register) => {
          expectError(await load(register, definition(register)), 409, 'conflict');
        },
      );

      it.each(['validation=strict', 'validation=', 'validation=RELAXED', 'validation=relaxed&validation=relaxed'])(
        '?%s is refused',
        async (query) => {
          expectError(await load('tiny', tiny, {}, `/load-rsf?${query}`), 400, 'unexpected_parameter');
        },
      );

      it('an oversize upload is refused before its body is read', async () => {
        const outgoing = httpRequest(`${gateway().url}${addressing.base('tiny')}/load-rsf`, {
          method: 'POST',
          agent: false,
          headers: {
            ...addressing.headers('tiny'),
            ...operator,
            'content-type': rsf,
            'content-length': String(5 * 1024 ** 3),
          },
        });
        outgoing.write('add-item');
        const incoming = await answerTo(outgoing);
        expect([incoming.statusCode, incoming.headers['content-type']]).toEqual([413, json]);
        outgoing.destroy();
      });

      it('a large upload with bad credentials leaves the connection usable', async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const post = (authorization: string, body: Buffer | string): Promise<IncomingMessage> => {
          const outgoing = httpRequest(`${gateway().url}${addressing.base('tiny')}/load-rsf`, {
            method: 'POST',
            agent,
            headers: { ...addressing.headers('tiny'), 'content-type': rsf, authorization },
          });
          outgoing.end(body);
          return answerTo(outgoing);
        };
        const large = Buffer.alloc(5 * 1024 * 1024, 'x');
        expect((await post(ghost, large)).statusCode).toBe(401);
        expect((await post(ghost, large)).statusCode).toBe(401);
        expect((await post(operator.authorization, 'x')).statusCode).toBe(400);
        agent.destroy();
      });

      it('a client that breaks off leaves nothing', async () => {
        // Of its own, since uploads of other tests lie in the usual one.
        const folder = await mkdtemp(join(tmpdir(), 'upload-test-'));
        onTestFinished(() => rm(folder, { recursive: true, force: true }));
        vi.stubEnv('TMPDIR', folder);
        onTestFinished(() => void vi.unstubAllEnvs());
        const spooled = (): number => readdirSync(folder).length;
        const before = await download('tiny');
        const outgoing = httpRequest(`${gateway().url}${addressing.base('tiny')}/load-rsf`, {
          method: 'POST',
          agent: false,
          headers: { ...addressing.headers('tiny'), ...operator, 'content-type': rsf, 'content-length': '1000000' },
        });
        outgoing.on('error', () => undefined);
        outgoing.write(entry('user', 'g', { tiny: 'g' }));
        await expect.poll(spooled, patience).toBe(1);
        outgoing.destroy();
        await expect.poll(spooled, patience).toBe(0);
        expect(await download('tiny')).toBe(before);
      });
    });

    describe('a new register', () => {
      it('is made by an operator, under the name in the path', async () => {
        const name = `made-${addressing.how.replaceAll(' ', '-')}`;
        expectError(await to(name, 'GET', '/records'), 404, 'not_found');
        expectLoaded(await load(name, definition(name) + entry('user', 'a', { [name]: 'a', size: '1' })));
        expect((await to(name, 'GET', '/records/a')).json()).toMatchObject({ key: 'a', blob: { [name]: 'a', size: '1' } });
        const spaces = await gateway().request('GET', '/ops/v1/spaces', { headers: operator });
        expect(spaces.json<{ id: string }[]>()).toContainEqual(
          expect.objectContaining({ id: name, birth: 'register', visibility: 'public' }),
        );
        expectLoaded(await load(name, entry('user', 'b', { [name]: 'b' })));
      });

      it('that is refused is not there', async () => {
        for (const body of ['', entry('user', 'a', { refused: 'a' }), definition('other'), `${definition('refused')}x`, tiny]) {
          detailsOf(await load('refused', body));
          expectError(await to('refused', 'GET', '/download-rsf'), 404, 'not_found');
        }
        const spaces = await gateway().request('GET', '/ops/v1/spaces', { headers: operator });
        expect(spaces.text).not.toContain('refused');
      });

      it('has a name that a register can have', async () => {
        for (const name of ['1', 'a_b', 'UPPER']) {
          const answer = await gateway().request('POST', `/registers/${name}/load-rsf`, {
            headers: { ...operator, 'content-type': rsf },
            body: definition(name),
          });
          expectError(answer, 404, 'not_found');
        }
      });
    });
  });
}

describeOnEngines(
  'logs',
  (gateway) => {
    const [addressing] = addressings as readonly [Addressing];
    const { to, load, download, erase } = uploading(gateway, addressing);

    describe('on a fresh tiny', () => {
      beforeEach(async () => {
        expect((await erase('tiny')).status).toBe(200);
        expectLoaded(await load('tiny', tiny));
      });

      it('case 71: what is refused says why and stores nothing', async () => {
        expect(refusals).toHaveLength(39);
        const before = await download('tiny');
        for (const { file, details_contains } of refusals) {
          expect(detailsOf(await load('tiny', textOf(`cases/${file}`))), file).toContain(details_contains);
          expect(await download('tiny'), file).toBe(before);
        }
      });

      it.each(uploads.filter(({ status }) => status === 200))('$file is taken', async ({ file, user_entries_after }) => {
        expectLoaded(await load('tiny', textOf(`cases/${file}`)));
        expect(entriesOf(await download('tiny'))).toBe(user_entries_after);
      });

      it('case 72: an append', async () => {
        expectLoaded(await load('tiny', textOf('cases/ok-append.rsf')));
        expect(entriesOf(await download('tiny'))).toBe(6);
        expect((await to('tiny', 'GET', '/records/e')).json()).toMatchObject({ 'entry-number': 6, key: 'e' });
      });

      it('case 73: an item that is there already', async () => {
        expectLoaded(await load('tiny', textOf('cases/ok-existing-item.rsf')));
        expect((await to('tiny', 'GET', '/records/a')).json()).toMatchObject({ 'entry-number': 6, blob: { name: 'Alpha' } });
        const items = (await download('tiny')).split('\n').filter((line) => line.includes('"tiny":"'));
        expect(items.filter((line) => line.startsWith('add-item') && !line.includes('"field"'))).toHaveLength(5);
      });

      it('case 74: of two uploads from the same start only one succeeds', async () => {
        const [seal] = tiny.trimEnd().split('\n').slice(-1);
        const held = ['e', 'f'].map((key) => {
          const outgoing = httpRequest(`${gateway().url}${addressing.base('tiny')}/load-rsf`, {
            method: 'POST',
            agent: false,
            headers: { ...addressing.headers('tiny'), ...operator, 'content-type': rsf },
          });
          outgoing.write(`${seal}\n`);
          return { outgoing, rest: entry('user', key, { tiny: key, name: `The ${key}` }) };
        });
        await sleep(100);
        const answers = held.map(({ outgoing }) => answerTo(outgoing));
        for (const { outgoing, rest } of held) outgoing.end(rest);
        const statuses = (await Promise.all(answers)).map(({ statusCode }) => statusCode);
        expect(statuses.toSorted()).toEqual([200, 400]);
        expect(entriesOf(await download('tiny'))).toBe(6);
      });

      it('uploads that do not say where they start apply one after the other', async () => {
        const keys = ['e', 'f', 'g', 'h'];
        const answers = await Promise.all(
          keys.map((key) => load('tiny', entry('user', key, { tiny: key }) + entry('user', key, { tiny: key, name: key }))),
        );
        for (const answer of answers) expectLoaded(answer);
        const order = [...(await download('tiny')).matchAll(/^append-entry\tuser\t([e-h])\t/gm)].map(([, key]) => key);
        expect(order).toHaveLength(8);
        for (let at = 0; at < 8; at += 2) expect(order[at]).toBe(order[at + 1]);
      });

      it('a body that is not UTF-8 is no RSF', async () => {
        const body = Buffer.concat([
          Buffer.from('add-item\t{"name":"'),
          Buffer.from([0xff, 0xc3]),
          Buffer.from('","tiny":"e"}\n'),
        ]);
        detailsOf(await load('tiny', body));
      });

      it('an empty body changes nothing', async () => {
        const before = await download('tiny');
        expectLoaded(await load('tiny', ''));
        expect(await download('tiny')).toBe(before);
      });

      it('relaxed by an operator, breaches become warnings', async () => {
        const body = entry('user', 'e', { tiny: 'e', size: '01' });
        expect(detailsOf(await load('tiny', body))).toContain("Field 'size' value must be of type 'integer'");
        const answer = await load('tiny', body, {}, '/load-rsf?validation=relaxed');
        expect(answer.status).toBe(200);
        expect(answer.json()).toEqual({
          success: true,
          message: 'success',
          warnings: [expect.stringContaining("Field 'size' value must be of type 'integer'")],
        });
        const clean = await load('tiny', entry('user', 'f', { tiny: 'f' }), {}, '/load-rsf?validation=relaxed');
        expect(clean.json()).toEqual({ success: true, message: 'success', warnings: [] });
      });

      it('of very many warnings the first thousand are told', async () => {
        const body = Array.from({ length: 1100 }, (_, at) => entry('user', `k${at}`, { tiny: `k${at}`, size: 'x' })).join('');
        const answer = await load('tiny', body, {}, '/load-rsf?validation=relaxed');
        const { warnings, ...rest } = answer.json<{ warnings: string[] }>();
        expect(rest).toEqual({ success: true, message: 'success' });
        expect([warnings.length, warnings.at(-1)]).toEqual([1001, 'and 100 more']);
      });

      it('relaxed or not, roots are checked', async () => {
        const body = `${entry('user', 'e', { tiny: 'e' })}assert-root-hash\tsha-256:${'0'.repeat(64)}\n`;
        expect(detailsOf(await load('tiny', body, {}, '/load-rsf?validation=relaxed'))).toContain("Root hashes don't match");
      });

      it('more than a mebibyte is taken', async () => {
        const body = Array.from({ length: 1200 }, (_, at) =>
          entry('user', `k${at}`, { tiny: `k${at}`, name: `${at} ${'x'.repeat(1000)}` }),
        ).join('');
        expect(body.length).toBeGreaterThan(1024 * 1024);
        expectLoaded(await load('tiny', body));
        expect(entriesOf(await download('tiny'))).toBe(1205);
      });

      it('the v1 view takes uploads, the next view has none', async () => {
        expectLoaded(await load('tiny', textOf('cases/ok-append.rsf'), {}, '/v1/load-rsf'));
        expect(entriesOf(await download('tiny'))).toBe(6);
        for (const view of ['next', 'v2']) expectError(await load('tiny', tiny, {}, `/${view}/load-rsf`), 404, 'not_found');
      });
    });

    it.each(registers)('what is downloaded of %s loads again, whole and in slices', async (register) => {
      const whole = await download(register);
      const total = entriesOf(whole);
      const half = Math.floor(total / 2);
      const slices = await Promise.all(
        [`0/${half}`, `${half}/${total - 1}`, `${total - 1}/${total}`].map(
          async (range) => (await to(register, 'GET', `/download-rsf/${range}`)).text,
        ),
      );
      await erase(register);
      expectLoaded(await load(register, whole));
      expect(await download(register)).toBe(whole);
      await erase(register);
      for (const slice of slices) expectLoaded(await load(register, slice));
      expect(await download(register)).toBe(whole);
    });

    it('the country register as it stood catches up by the slice that it lacks', async () => {
      const whole = await download('country');
      const slice = (await to('country', 'GET', '/download-rsf/208/210')).text;
      await erase('country');
      detailsOf(await load('country', slice));
      expectLoaded(await load('country', textOf('country.at-208.rsf')));
      detailsOf(await load('country', (await to('country', 'GET', '/download-rsf/207/208')).text));
      expectLoaded(await load('country', slice));
      expect((await download('country')).split('\n').at(-2)).toBe(whole.split('\n').at(-2));
      expect(entriesOf(await download('country'))).toBe(210);
    });
  },
  { REGISTER_ALLOW_DELETE: 'true' },
);

describe.each(engines)('in read-only maintenance on %s', (engine) => {
  it('uploads and erasures are refused, downloads are not', async () => {
    const gateway = await startGateway(engine, { READ_ONLY: 'true', REGISTER_ALLOW_DELETE: 'true' });
    try {
      for (const [method, path] of [
        ['POST', '/registers/tiny/load-rsf'],
        ['POST', '/registers/tiny/v1/load-rsf'],
        ['DELETE', '/registers/tiny/delete-register-data'],
      ] as const) {
        for (const headers of [{}, operator]) {
          const answer = await gateway.request(method, path, { headers: { ...headers, 'content-type': rsf }, body: tiny });
          expectError(answer, 503, 'service_unavailable');
        }
      }
      expect((await gateway.request('GET', '/registers/tiny/download-rsf')).status).toBe(200);
    } finally {
      await gateway.stop();
    }
  });
});

/** The answer, read to its end. */
function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      incoming.resume();
      incoming.on('end', () => resolve(incoming));
      incoming.on('error', reject);
    });
  });
}
