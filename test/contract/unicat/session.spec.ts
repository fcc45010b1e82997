import { expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import { apiKey, call, expectFailure, foreignProject, project, sample, tokenOf, unknownGid } from './client.js';

describeOnEngines('unicat: auth, login, init', (gateway) => {
  const enter = (path: string, body: object | string, gid = project) =>
    call(gateway(), 'POST', `/api/p/${gid}/${path}`, { body });
  const apiUser = sample.result.user as string;

  it('case 1: auth with a good key gives a bare token, the result and the whole schema, but no records', async () => {
    const { status, headers, envelope } = await enter('auth', { api_key: apiKey });
    expect(status).toBe(200);
    expect(headers.authorization).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(Object.keys(envelope.result).sort()).toEqual(Object.keys(sample.result).sort());
    expect(Object.keys(envelope.data).sort()).toEqual(
      [
        'definitions',
        'classes',
        'fields',
        'layouts',
        'queries',
        'cc.users',
        'cc.projects',
        'cc.projects_members',
        'cc.languages',
      ].sort(),
    );
    const { user, user_projects, project: gid, last_backed_up, 'cc.version': version } = sample.result;
    expect(envelope.result).toMatchObject({ user, user_projects, project: gid, last_backed_up, 'cc.version': version });
    expect(envelope.result.project_members).toEqual(expect.arrayContaining(sample.result.project_members));
    for (const cursor of ['cc.cursor', 'cursor'])
      expect(Number.isInteger(envelope.result[cursor]) && envelope.result[cursor] > 0).toBe(true);
    for (const kind of ['definitions', 'classes', 'fields', 'layouts', 'queries', 'cc.languages']) {
      expect(envelope.data[kind]).toEqual(sample.data[kind]);
    }
    expect(envelope.data['cc.projects'][project]).toEqual(sample.data['cc.projects'][project]);
  });

  it('case 2: auth without a key is 400', async () => {
    expectFailure(await enter('auth', {}), 400);
    expectFailure(await enter('auth', { api_key: null }), 400);
    expectFailure(await enter('auth', ''), 400);
  });

  it('case 3: auth with a key that is no string is 400', async () => {
    for (const key of [5, true, ['sample-api-key'], { key: 1 }]) expectFailure(await enter('auth', { api_key: key }), 400);
  });

  it('case 4: auth with a wrong key is 403 without a challenge', async () => {
    for (const key of ['wrong', '', `${apiKey} `]) {
      const answer = await enter('auth', { api_key: key });
      expectFailure(answer, 403);
      expect(answer.envelope.result.message).toBe('Unknown user');
      expect(answer.headers['www-authenticate']).toBeUndefined();
    }
  });

  it("case 5: a project's key does not open another project, nor one that does not exist", async () => {
    for (const gid of [foreignProject, unknownGid, 'nonsense']) expectFailure(await enter('auth', { api_key: apiKey }, gid), 403);
  });

  it('case 6: login answers 200, 403 for a wrong password, 400 for a missing one', async () => {
    const good = await enter('login', { username: 'ines', password: 'sample-password' });
    expect(good.status).toBe(200);
    expect(good.envelope.result).toMatchObject({
      user: sample.data['cc.projects'][project].owner,
      user_projects: { [project]: ['owner'] },
    });
    for (const password of ['wrong', '', 'x'.repeat(5000)]) {
      const wrong = await enter('login', { username: 'ines', password });
      expectFailure(wrong, 403);
      expect(wrong.envelope.result.message).toBe('Unknown user');
    }
    expectFailure(await enter('login', { username: 'nobody', password: 'sample-password' }), 403);
    expectFailure(await enter('login', { username: 'olga', password: 'sample-password-3' }), 403);
    expectFailure(await enter('login', { username: 'ines' }), 400);
    expectFailure(await enter('login', { password: 'sample-password' }), 400);
    expectFailure(await enter('login', { username: 'ines', password: 5 }), 400);
  });

  it('case 7: init with a token answers as auth does; without one it is 401', async () => {
    const auth = await enter('auth', { api_key: apiKey });
    const headers = { authorization: `Bearer ${auth.headers.authorization}` };
    const init = await call(gateway(), 'GET', `/api/p/${project}/init`, { headers });
    expect(init.status).toBe(200);
    expect(init.envelope).toEqual(auth.envelope);
    expect((await call(gateway(), 'POST', `/api/p/${project}/init`, { headers, body: {} })).envelope).toEqual(auth.envelope);
    expectFailure(await call(gateway(), 'GET', `/api/p/${project}/init`), 401);
    expectFailure(await call(gateway(), 'POST', `/api/p/${project}/init`, { headers, body: '[' }), 400);
  });

  it('case 8: members are a list; only the requesting user has an e-mail address', async () => {
    const { data } = (await enter('auth', { api_key: apiKey })).envelope;
    expect(Array.isArray(data['cc.projects_members'])).toBe(true);
    expect(data['cc.projects_members']).toEqual(expect.arrayContaining(sample.data['cc.projects_members']));
    for (const [gid, user] of Object.entries<Record<string, unknown>>(data['cc.users'])) {
      expect('email' in user).toBe(gid === apiUser);
      expect('options' in user).toBe(gid === apiUser);
    }
    expect(data['cc.users'][apiUser]).toEqual(sample.data['cc.users'][apiUser]);
    const { email, options, ...short } = sample.data['cc.users'][sample.result.project_members[0]];
    expect([email, options]).not.toContain(undefined);
    expect(data['cc.users'][short.gid]).toEqual(short);
  });

  it('shows the other projects of a member in short form, with his membership there', async () => {
    const { result, data } = (await enter('auth', { api_key: 'demo-reader-key' })).envelope;
    expect(Object.keys(result.user_projects).length).toBeGreaterThan(10);
    for (const [gid, each] of Object.entries<object>(data['cc.projects'])) {
      expect(Object.keys(each).includes('options')).toBe(gid === project);
    }
    expect(data['cc.projects'][foreignProject]).toEqual(sample.foreign.project);
    expect(data['cc.projects_members']).toContainEqual(
      expect.objectContaining({ project_gid: foreignProject, user_gid: result.user, roles: ['member'] }),
    );
  });

  it('imports the foreign project with its owner and its root', async () => {
    const token = await tokenOf(gateway(), foreignProject, 'foreign-api-key');
    const headers = { authorization: `Bearer ${token}` };
    const { envelope } = await call(gateway(), 'GET', `/api/p/${foreignProject}/init`, { headers });
    expect(envelope.result).toMatchObject({ user: sample.foreign.user.gid, user_projects: { [foreignProject]: ['owner'] } });
    expect(envelope.data['cc.users'][sample.foreign.user.gid]).toEqual(sample.foreign.user);
    const root = await call(gateway(), 'POST', `/api/p/${foreignProject}/records/get`, {
      headers,
      body: { record: sample.foreign.root },
    });
    const document = root.envelope.data.records[sample.foreign.root];
    expect(document).toMatchObject({ parent: null, treelevel: 0, title: { en: sample.foreign.project.name }, childcount: 0 });
    expect(envelope.data.definitions[document.definition]).toBeDefined();
  });
});
