import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { basic, operator, pointercrateToken, reader } from '../../support/demo.js';
import { describeOnEngines } from '../../support/gateway.js';
import { addressings, expectCommonHeaders, expectError } from './addressing.js';

const tiny = readFileSync(new URL('../../fixtures/register/cases/tiny.rsf', import.meta.url), 'utf8');
const path = '/delete-register-data';

for (const addressing of addressings) {
  describeOnEngines(`erasure switched off, ${addressing.how}`, (gateway) => {
    it('case 75: is not found, whatever the credentials', async () => {
      for (const headers of [{}, operator, reader]) {
        const target = addressing.base('tiny') + path;
        const answer = await gateway().request('DELETE', target, { headers: { ...addressing.headers('tiny'), ...headers } });
        expectError(answer, 404, 'not_found');
      }
      const log = await gateway().request('GET', '/registers/tiny/download-rsf/5');
      expect(log.status).toBe(200);
    });
  });

  describeOnEngines(
    `erasure switched on, ${addressing.how}`,
    (gateway) => {
      const to = (register: string, method: string, target: string, headers: Record<string, string> = {}, body?: string) =>
        gateway().request(method, addressing.base(register) + target, {
          headers: { ...addressing.headers(register), ...headers },
          ...(body === undefined ? {} : { body }),
        });

      it('case 75: needs credentials', async () => {
        for (const authorization of [undefined, basic('ops', 'wrong'), reader.authorization]) {
          const answer = await to('tiny', 'DELETE', path, authorization === undefined ? {} : { authorization });
          expectError(answer, 401, 'unauthorized');
          expect(answer.headers['www-authenticate']).toBe('Basic realm="registers"');
        }
        const helper = { authorization: basic('list_helper', 'list_helper-fixture-pw') };
        expectError(await to('tiny', 'DELETE', path, helper), 403, 'forbidden');
        expectError(await to('nowhere', 'DELETE', path, operator), 404, 'not_found');
        expectError(await to('tiny', 'GET', path, operator), 405, 'method_not_allowed');
        expect((await to('tiny', 'GET', '/download-rsf/5')).status).toBe(200);
      });

      it('case 75: empties both logs, and the same log can be loaded again', async () => {
        const before = (await to('tiny', 'GET', '/download-rsf')).text;
        const answer = await to('tiny', 'DELETE', path, operator);
        expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
          200,
          'text/plain;charset=UTF-8',
          'Data has been deleted',
        ]);
        expectCommonHeaders(answer);
        const entries = await to('tiny', 'GET', '/entries');
        expect([entries.status, entries.text]).toEqual([200, '[]']);
        const undefinedRegister = await to('tiny', 'GET', '/records');
        expectError(undefinedRegister, 404, 'not_found');
        expect(undefinedRegister.json<{ message: string }>().message).toBe('Register undefined');
        expectError(await to('tiny', 'GET', '/archive'), 404, 'not_found');
        const empty = 'assert-root-hash\tsha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n';
        expect((await to('tiny', 'GET', '/download-rsf')).text).toBe(empty + empty);
        const elsewhere = await gateway().request('GET', '/spaces/tiny/api/v1/records/1/', {
          headers: await pointercrateToken(gateway(), 'list_helper'),
        });
        expect(elsewhere.status).toBe(404);
        const loaded = await to('tiny', 'POST', '/load-rsf', { ...operator, 'content-type': 'application/uk-gov-rsf' }, tiny);
        expect(loaded.status).toBe(200);
        expect((await to('tiny', 'GET', '/download-rsf')).text).toBe(before);
      });

      it('is for registers only', async () => {
        for (const register of ['demonlist-record', 'noorderlicht-record']) {
          expectError(await to(register, 'DELETE', path, operator), 409, 'conflict');
          expect((await to(register, 'GET', '/records', operator)).status).toBe(200);
        }
        expectError(await to('demonlist', 'DELETE', path, operator), 404, 'not_found');
      });
    },
    { REGISTER_ALLOW_DELETE: 'true' },
  );
}
