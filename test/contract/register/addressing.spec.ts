import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEngines, engines, type RunningGateway, startGateway } from '../../support/gateway.js';
import { expectCommonHeaders, expectError } from './addressing.js';

describeOnEngines('addressing registers', (gateway) => {
  const get = (path: string, headers: Record<string, string> = {}) => gateway().request('GET', path, { headers });

  it('the first label of the host name, whatever its case and port', async () => {
    for (const host of [
      'country.register.example',
      'country.register.example:3000',
      'COUNTRY.example',
      'country',
      'country:80',
    ]) {
      expect((await get('/records/CI', { host })).status).toBe(200);
    }
  });

  it('a name of several words is one label', async () => {
    expect((await get('/records/LND', { host: 'local-authority-eng.register.example' })).status).toBe(200);
  });

  it('X-Forwarded-Host is not believed', async () => {
    expectError(await get('/records/CI', { 'x-forwarded-host': 'country.register.example' }), 404, 'not_found');
    const answer = await get('/records/CI', { host: 'country.example', 'x-forwarded-host': 'territory.example' });
    expect(answer.status).toBe(200);
  });

  it('an unknown register gives 404, by path and by host', async () => {
    for (const register of [
      'nope',
      'Country',
      'country-',
      'country-record',
      '%63ountryx',
      '%',
      'register.system.country',
      '__proto__',
    ]) {
      expectError(await get(`/registers/${register}/records`), 404, 'not_found');
      expectError(await get(`/registers/${register}/records/CI`), 404, 'not_found');
    }
    for (const host of ['nope.register.example', 'localhost', '127.0.0.1:3000', 'www.country.example', '-', '[::1]:80']) {
      expectError(await get('/records/CI', { host }), 404, 'not_found');
    }
    expectError(await get('/registers'), 404, 'not_found');
  });

  it('a register’s name may be percent-encoded in a path', async () => {
    expect((await get('/registers/%63ountry/records/CI')).status).toBe(200);
  });

  it('a path prefix wins over the host', async () => {
    const answer = await get('/registers/country/records/CI', { host: 'territory.register.example' });
    expect(answer.headers.link).toBe('</registers/country/records/CI/entries>; rel="version-history"');
  });

  it('the root of a register leads to its context', async () => {
    for (const [path, headers, location] of [
      ['/', { host: 'country.register.example' }, '/context'],
      ['/?a=b', { host: 'country.register.example' }, '/context?a=b'],
      ['/registers/country', {}, '/registers/country/context'],
      ['/registers/country/', {}, '/registers/country/context'],
    ] as const) {
      const answer = await get(path, headers);
      expect([answer.status, answer.headers.location]).toEqual([301, location]);
      expectCommonHeaders(answer);
    }
  });

  it('the root of a host that names no register leads to the documents', async () => {
    const answer = await get('/');
    expect([answer.status, answer.headers.location]).toEqual([302, '/docs']);
  });

  it('a path that begins with two slashes does not lead to another host', async () => {
    const answer = await get('//evil.example/', { host: 'country.register.example' });
    expect(answer.headers.location).toBeUndefined();
    expectError(answer, 404, 'not_found');
  });
});

describe.each(engines)('settings on %s', (engine) => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await startGateway(engine, { REGISTER_DEFAULT: 'territory', TRUST_PROXY: 'true' });
  });
  afterAll(() => gateway.stop());

  it('the default register is served where the host names none', async () => {
    const answer = await gateway.request('GET', '/records/AE-AZ', {});
    expect([answer.status, answer.headers.link]).toEqual([200, '</records/AE-AZ/entries>; rel="version-history"']);
    expect((await gateway.request('GET', '/')).headers.location).toBe('/context');
    const named = await gateway.request('GET', '/records/CI', { headers: { host: 'country.register.example' } });
    expect(named.status).toBe(200);
  });

  it('X-Forwarded-Host is believed behind a proxy', async () => {
    const headers = { host: 'internal:3000', 'x-forwarded-host': 'country.register.example' };
    expect((await gateway.request('GET', '/records/CI', { headers })).status).toBe(200);
    const several = { host: 'internal', 'x-forwarded-host': 'country.register.example, proxy.internal' };
    expect((await gateway.request('GET', '/records/CI', { headers: several })).status).toBe(200);
  });
});
