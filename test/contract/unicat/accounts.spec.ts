import { beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../support/gateway.js';
import {
  call,
  callerOf,
  expectFailure,
  foreignProject,
  gidPattern,
  type Json,
  project,
  sample,
  tokenOf,
  unknownGid,
} from './client.js';

const users: Json = sample.data['cc.users'];
const userNamed = (name: string): Json => Object.values<Json>(users).find(({ username }) => username === name)!;
const [ines, edo, api] = [userNamed('ines'), userNamed('edo'), userNamed('api-catalogue')];
const olga: Json = sample.foreign.user;
const settings: Json = sample.data['cc.projects'][project];
const short = ({ gid, name, icon, owner, status }: Json): Json => ({ gid, name, icon, owner, status });
const inShort = ({ email: _, options: __, ...user }: Json): Json => user;

describeOnEngines('unicat: users and projects', (gateway) => {
  let owner = '';
  let editor = '';
  let program = '';
  let outsider = '';
  const login = (body: Json) => call(gateway(), 'POST', '/api/login', { body });
  const loggedIn = async (username: string, password: string): Promise<string> =>
    (await login({ username, password })).headers.authorization!;
  beforeAll(async () => {
    owner = await loggedIn('ines', 'sample-password');
    editor = await loggedIn('edo', 'sample-password-2');
    outsider = await loggedIn('olga', 'sample-password-3');
    program = await tokenOf(gateway());
  });
  const send = (token: string, path: string, body: object | string = {}) =>
    call(gateway(), 'POST', `/api/${path}`, { headers: { authorization: `Bearer ${token}` }, body });
  const succeed = async (token: string, path: string, body: object): Promise<Json> => {
    const answer = await send(token, path, body);
    expect(answer.status, answer.text).toBe(200);
    return answer.envelope;
  };
  const refuse = async (token: string, path: string, body: object | string, status: number): Promise<void> =>
    expectFailure(await send(token, path, body), status);

  it('case 6: login without a project: good 200, wrong 403, missing 400', async () => {
    const { status, headers, envelope } = await login({ username: 'ines', password: 'sample-password' });
    expect(status).toBe(200);
    expect(headers.authorization).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(envelope.result).toEqual({
      user: ines.gid,
      user_projects: { [project]: ['owner'] },
      'cc.version': '2025.07.001',
      'cc.cursor': expect.any(Number),
    });
    expect(envelope.result['cc.cursor']).toBeGreaterThan(0);
    expect(Object.keys(envelope.data).sort()).toEqual(['cc.languages', 'cc.projects', 'cc.projects_members', 'cc.users']);
    expect(envelope.data['cc.users']).toEqual({ [ines.gid]: ines });
    expect(envelope.data['cc.projects']).toEqual({ [project]: short(settings) });
    expect(envelope.data['cc.projects_members']).toEqual(
      sample.data['cc.projects_members'].filter((member: Json) => member.user_gid === ines.gid),
    );
    expect(envelope.data['cc.languages']).toMatchObject({ en: 'English', nl: 'Dutch' });

    for (const body of [
      { username: 'ines', password: 'wrong' },
      { username: 'nobody', password: 'sample-password' },
      { username: 'api-catalogue', password: '' },
    ]) {
      const answer = await login(body);
      expectFailure(answer, 403);
      expect(answer.envelope.result.message).toBe('Unknown user');
    }
    for (const body of [{}, { username: 'ines' }, { password: 'x' }, { username: 5, password: 'x' }])
      expectFailure(await login(body), 400);
  });

  it('case 7: init without a project answers as login does; without a token 401', async () => {
    const answered = await call(gateway(), 'GET', '/api/init', { headers: { authorization: `Bearer ${owner}` } });
    const { envelope } = await login({ username: 'ines', password: 'sample-password' });
    expect(answered.envelope).toEqual(envelope);
    expectFailure(await call(gateway(), 'GET', '/api/init'), 401);
    expectFailure(await call(gateway(), 'GET', '/api/init', { headers: { authorization: 'Bearer x.y.z' } }), 401);
  });

  it('answers ping without a token', async () => {
    const answer = await gateway().request('GET', '/api/ping');
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ success: true, result: {}, data: {} });
    expectFailure(await call(gateway(), 'POST', '/api/ping'), 405);
  });

  it('gets oneself in full, others of own projects in short, strangers not at all', async () => {
    expect(await succeed(editor, 'users/get', { user: edo.gid })).toEqual({
      success: true,
      result: { user: edo.gid },
      data: { 'cc.users': { [edo.gid]: edo } },
    });
    expect((await succeed(editor, 'users/get', { user: ines.gid })).data).toEqual({ 'cc.users': { [ines.gid]: inShort(ines) } });
    expect((await succeed(program, 'users/get', { user: edo.gid })).data).toEqual({ 'cc.users': { [edo.gid]: inShort(edo) } });
    await refuse(editor, 'users/get', { user: olga.gid }, 422);
    await refuse(editor, 'users/get', { user: unknownGid }, 422);
    await refuse(editor, 'users/get', { user: 'x' }, 422);
    for (const body of [{}, { user: 5 }, { user: null }, '[]']) await refuse(editor, 'users/get', body, 400);
    await refuse('x.y.z', 'users/get', {}, 401);
  });

  it('gets members of own projects', async () => {
    const member = sample.data['cc.projects_members'].find(({ user_gid }: Json) => user_gid === ines.gid);
    expect(await succeed(editor, 'members/get', { project, member: ines.gid })).toEqual({
      success: true,
      result: { project, member: ines.gid },
      data: { 'cc.projects_members': [member], 'cc.users': { [ines.gid]: inShort(ines) } },
    });
    await refuse(editor, 'members/get', { project, member: olga.gid }, 422);
    await refuse(editor, 'members/get', { project, member: 'x' }, 422);
    await refuse(editor, 'members/get', { project: foreignProject, member: olga.gid }, 403);
    await refuse(editor, 'members/get', { project: unknownGid, member: edo.gid }, 403);
    await refuse(editor, 'members/get', { project }, 400);
    await refuse(editor, 'members/get', { member: edo.gid }, 400);
  });

  it('gets a project complete, to its members', async () => {
    expect(await succeed(editor, 'projects/get', { project })).toEqual({
      success: true,
      result: { project },
      data: { 'cc.projects': { [project]: settings } },
    });
    for (const each of [foreignProject, unknownGid, 'x', '']) await refuse(editor, 'projects/get', { project: each }, 403);
    await refuse(editor, 'projects/get', {}, 400);
  });

  it('gives the owner an API key for an API user, the same each time, and nobody else', async () => {
    const get = (token: string, user: unknown, gid = project) => send(token, `p/${gid}/apikeys/get`, { user });
    const { envelope } = await get(owner, api.gid);
    expect(Object.keys(envelope.result)).toEqual(['apikey']);
    expect(envelope.data).toEqual({});
    expect((await get(owner, api.gid)).envelope.result).toEqual(envelope.result);
    const answer = await call(gateway(), 'POST', `/api/p/${project}/auth`, { body: { api_key: envelope.result.apikey } });
    expect(answer.envelope.result.user).toBe(api.gid);
    expectFailure(
      await call(gateway(), 'POST', `/api/p/${foreignProject}/auth`, { body: { api_key: envelope.result.apikey } }),
      403,
    );
    expect(await tokenOf(gateway())).toBeDefined();

    for (const token of [editor, program]) expectFailure(await get(token, api.gid), 403);
    expectFailure(await get(outsider, api.gid), 403);
    // Persons log in; a key that opens other projects too is not this owner's to see.
    const { data } = await succeed(owner, `p/${project}/init`, {});
    const reader = Object.values<Json>(data['cc.users']).find(({ username }) => username === 'demo-reader')!;
    for (const user of [ines.gid, edo.gid, olga.gid, reader.gid, unknownGid, 'x']) expectFailure(await get(owner, user), 422);
    expectFailure(await get(owner, 5), 400);
    expectFailure(await get(owner, undefined), 400);
  });

  it('creates a project of one’s own that works at once', async () => {
    const { result, data } = await succeed(editor, 'projects/create', { name: 'Zuiderlicht', timezone: 'America/Curacao' });
    expect(Object.keys(result)).toEqual(['project']);
    const gid: string = result.project;
    expect(gid).toMatch(gidPattern);
    expect(data['cc.projects'][gid]).toMatchObject({ gid, name: 'Zuiderlicht', owner: edo.gid, status: 'active', icon: null });
    const { options, backups } = data['cc.projects'][gid];
    expect(options).toMatchObject({ timezone: 'America/Curacao', languages: ['en'], orderedchannels: ['__all__'] });
    expect([options.orderedorderings.length, options.orderedfieldlists.length]).toEqual([1, 1]);
    expect(backups).toEqual({ versions: [], next_version: 1 });
    expect(data['cc.projects_members']).toEqual([
      { project_gid: gid, user_gid: edo.gid, status: 'active', roles: ['owner'], options: {} },
    ]);
    expect((await login({ username: 'edo', password: 'sample-password-2' })).envelope.result.user_projects).toEqual({
      [project]: ['member'],
      [gid]: ['owner'],
    });
    const own = callerOf(gateway, () => editor, gid);
    const { root } = (await own.succeed('records/root')).result;
    const [ordering] = options.orderedorderings;
    const created = await own.succeed('records/create', { parent: root, ordering });
    expect(created.data.records[root]).toMatchObject({ title: { en: 'Zuiderlicht' }, childcount: 1, treelevel: 0 });
    await own.succeed('backups/create', { created_by: 'Edo' });
    await refuse(owner, 'projects/get', { project: gid }, 403);

    for (const body of [{}, { name: '' }, { name: 5 }, { name: 'x', timezone: 'Mars/Olympus' }, { name: 'x', timezone: 5 }]) {
      await refuse(editor, 'projects/create', body, 400);
    }
    await refuse(program, 'projects/create', { name: 'x' }, 403);
  });

  it('updates, deletes, undeletes and permanently deletes projects, for their owner', async () => {
    const gid: string = (await succeed(editor, 'projects/create', { name: 'Passing' })).result.project;
    const own = callerOf(gateway, () => editor, gid);
    const updated = await succeed(editor, 'projects/update', { project: gid, name: 'Past', timezone: 'UTC' });
    expect(updated.data['cc.projects'][gid]).toMatchObject({ name: 'Past', options: { timezone: 'UTC' } });
    expect((await succeed(editor, 'projects/get', { project: gid })).data).toEqual(updated.data);
    await refuse(editor, 'projects/undelete', { project: gid }, 422);
    await refuse(editor, 'projects/permanent_delete', { project: gid }, 422);

    const deleted = await succeed(editor, 'projects/delete', { project: gid });
    expect(deleted.data['cc.projects'][gid]).toEqual({ ...updated.data['cc.projects'][gid], status: 'deleted' });
    // To be seen, but not to be changed.
    await own.succeed('records/root');
    await own.refuse('channels/create', { name: 'x' }, 422);
    await own.refuse('batch', { requests: [{ path: '/channels/create', body: { name: 'x' } }] }, 422);
    await refuse(editor, 'projects/update', { project: gid, name: 'x' }, 422);
    await refuse(editor, 'projects/delete', { project: gid }, 422);
    expect((await succeed(editor, 'projects/undelete', { project: gid })).data).toEqual(updated.data);
    await own.succeed('channels/create', { name: 'x' });

    await succeed(editor, 'projects/delete', { project: gid });
    expect(await succeed(editor, 'projects/permanent_delete', { project: gid })).toEqual({
      success: true,
      result: { project: gid },
      data: {},
    });
    await refuse(editor, 'projects/get', { project: gid }, 403);
    await own.refuse('records/root', {}, 403);
    expect((await login({ username: 'edo', password: 'sample-password-2' })).envelope.result.user_projects).not.toHaveProperty(
      gid,
    );

    for (const path of ['update', 'delete', 'undelete', 'permanent_delete']) {
      for (const token of [editor, program]) await refuse(token, `projects/${path}`, { project, name: 'Mine' }, 403);
      await refuse(outsider, `projects/${path}`, { project }, 403);
      await refuse(owner, `projects/${path}`, {}, 400);
    }
    expect((await succeed(owner, 'projects/get', { project })).data['cc.projects'][project]).toEqual(settings);
  });

  it('changes nothing about spaces of other dialects', async () => {
    const reader = await tokenOf(gateway(), project, 'demo-reader-key');
    const spaces = (await send(reader, `p/${project}/init`)).envelope.result.user_projects as Json;
    const [register] = Object.keys(spaces).filter((gid) => gid !== project && gid !== foreignProject) as [string];
    expect((await succeed(reader, 'projects/get', { project: register })).data['cc.projects'][register].gid).toBe(register);
    await refuse(reader, 'projects/update', { project: register, name: 'x' }, 403);
  });
});
