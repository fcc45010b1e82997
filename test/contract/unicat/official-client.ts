import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { form } from '../../support/form.js';
import type { RunningGateway } from '../../support/gateway.js';
import { storagePathname } from './assets.js';
import { apiKey, call, type Envelope, type Json, project } from './client.js';

/** How the client asks for what the stream tells it of; `//` begins a global address (contract §5). */
const getters: { readonly [kind: string]: readonly [path: string, parameter: string] } = {
  'cc.users': ['//users/get', 'user'],
  'cc.projects': ['//projects/get', 'project'],
  assets: ['/assets/get', 'asset'],
  classes: ['/classes/get', 'class'],
  definitions: ['/definitions/get', 'definition'],
  fields: ['/fields/get', 'field'],
  layouts: ['/layouts/get', 'layout'],
  queries: ['/queries/get', 'query'],
  records: ['/records/get', 'record'],
  modules: ['/modules/get', 'module'],
};
const askedForWhenNew = ['definitions', 'classes', 'fields', 'layouts', 'queries', 'modules'];
/** What the client gets on connecting, and never asks for again. */
const sentAtOnce = ['definitions', 'classes', 'fields', 'layouts', 'queries', 'cc.projects'];

/** Sends what the official client sends, and keeps what it keeps (contract §11). */
export class OfficialClient {
  readonly data: { readonly [kind: string]: Json } = Object.fromEntries(
    [...Object.keys(getters), 'cc.projects_members', 'cc.languages'].map((kind) => [kind, {}]),
  );
  private token = '';
  private global = 0;
  private cursor = 0;

  private constructor(private readonly gateway: RunningGateway) {}

  static async connect(gateway: RunningGateway): Promise<OfficialClient> {
    const client = new OfficialClient(gateway);
    await client.send('POST', `/api/p/${project}/auth`, { api_key: apiKey });
    return client;
  }

  init(): Promise<Json> {
    for (const items of Object.values(this.data)) for (const key of Object.keys(items)) delete items[key];
    return this.send('GET', `/api/p/${project}/init`);
  }

  /** @param objects what the client looks up among what it holds: the kind, by the member of the result that names it */
  async call(path: string, body: object = {}, objects: { readonly [member: string]: string } = {}): Promise<Json> {
    const address = path.startsWith('//') ? `/api${path.slice(1)}` : `/api/p/${project}${path}`;
    const result = await this.send('POST', address, body);
    for (const [member, kind] of Object.entries(objects)) {
      expect(result, path).toHaveProperty([member]);
      for (const key of [result[member]].flat()) this.hold(kind, key);
    }
    return result;
  }

  /** Of the objects it holds; the client makes no second call. */
  hold(kind: string, key: string): Json {
    const found = this.data[kind]?.[key];
    if (found === undefined) throw new Error(`The client was not sent ${kind} ${key}`);
    return found;
  }

  async upload(path: string, parameters: { readonly [name: string]: string }, content: Buffer, filename: string): Promise<Json> {
    const fields = Object.entries(parameters).map(([name, value]) => ({ name, content: value }));
    const { headers, body } = form(...fields, { name: 'upload_file', content, filename });
    const result = await this.send('POST', `/api/p/${project}${path}`, body, headers);
    this.hold('assets', result.asset);
    return result;
  }

  /** Content of a published file; the address is for anybody. */
  async deliver(action: 'publish' | 'transform', asset: Json, options: readonly string[] = []): Promise<Buffer> {
    const path = [`/dam/p/${project}/${action}/${storagePathname(asset)}`, ...options].join('/');
    const headers = { authorization: `Bearer ${this.token}` };
    const answer = await this.gateway.request('GET', path, { headers });
    expect(answer.headers.authorization).toBeUndefined();
    const { success, result, data } = answer.json<Envelope>();
    expect([success, data], answer.text).toEqual([true, {}]);
    const file = await this.gateway.request('GET', new URL(result.public_url).pathname);
    expect(file.status).toBe(200);
    return file.bytes;
  }

  /** Starts a job as the client does, and waits until the stream says that it is done. */
  async job(name: string, path: string, body: object, objects: { readonly [member: string]: string } = {}): Promise<Json> {
    const { 'cc.cursor': before } = await this.send('POST', '/sync/cursors', {});
    const result = await this.call(path, body, objects);
    for (let cursor = before, polls = 0; polls < 500; polls += 1) {
      const { sync } = await this.send('POST', '/sync/get', { cc_cursor: cursor });
      for (const item of sync as Json[]) {
        cursor = item.cursor;
        if (item.data_key !== result['job.token']) continue;
        expect(item.data.job).toBe(name);
        expect(item.data.info.error).toBeUndefined();
        if (item.data.status === 'done') return result;
      }
      await sleep(20);
    }
    throw new Error(`${name} does not end`);
  }

  async sync(): Promise<void> {
    for (let more = true; more; ) {
      const { sync, ...rest } = await this.send('POST', '/sync/get', { cc_cursor: this.global, project, cursor: this.cursor });
      for (const item of sync as Json[]) await this.follow(item);
      more = 'warning' in rest;
    }
  }

  /** Without a sync it has all of the schema and the project; with one also all else that it holds (contract §0, rules 7 and 8). */
  async expectCurrent(): Promise<void> {
    const fresh = await OfficialClient.connect(this.gateway);
    for (const kind of sentAtOnce) expect(this.data[kind], kind).toMatchObject(fresh.data[kind]!);
    await this.sync();
    for (const kind of sentAtOnce) expect(this.data[kind], kind).toEqual(fresh.data[kind]);
    await fresh.call('/records/get', { records: Object.keys(this.data.records!) });
    await fresh.call('/assets/get', { assets: Object.keys(this.data.assets!) });
    await fresh.call('/modules/get', { modules: Object.keys(this.data.modules!) });
    for (const kind of ['records', 'assets', 'modules']) expect(this.data[kind], kind).toEqual(fresh.data[kind]);
  }

  private async follow({ type, cursor, action, data_type: kind, data_key: key }: Json): Promise<void> {
    if (cursor <= (type === 'cc' ? this.global : this.cursor)) return;
    if (kind !== 'jobs') {
      const held = this.data[kind];
      if (held === undefined) throw new Error(`The client knows no ${kind} (contract §7)`);
      if (action === 'DELETE') delete held[key];
      const [path, parameter] = getters[kind] ?? [];
      const wanted = action === 'INSERT' ? askedForWhenNew.includes(kind) : action === 'UPDATE' && key in held;
      if (wanted && path !== undefined && parameter !== undefined) await this.call(path, { [parameter]: key });
    }
    if (type === 'cc') this.global = cursor;
    else this.cursor = cursor;
  }

  private async send(method: string, path: string, body?: object, extra: Record<string, string> = {}): Promise<Json> {
    const headers = { ...extra, ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }) };
    const answer = await call(this.gateway, method, path, body === undefined ? { headers } : { headers, body });
    expect(answer.status, `${path} ${answer.text}`).toBe(200);
    const { result, data } = answer.envelope;
    this.token = answer.headers.authorization ?? this.token;
    // 0 is ignored (contract §3.4).
    this.global = result['cc.cursor'] || this.global;
    this.cursor = result.cursor || this.cursor;
    for (const [kind, items] of Object.entries(data)) {
      const keyed = Array.isArray(items)
        ? items.map((each) => [`${each.project_gid}/${each.user_gid}`, each])
        : Object.entries(items);
      Object.assign(this.data[kind]!, Object.fromEntries(keyed));
    }
    return result;
  }
}
