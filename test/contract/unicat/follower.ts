import { expect } from 'vitest';
import type { RunningGateway } from '../../support/gateway.js';
import { apiKey, call, type Envelope, type Json, project } from './client.js';

/** How the client asks for one object of each kind, and which new ones it asks for at once (contract §7, §11). */
const calls: { [type: string]: { path: string; parameter: string; eager: boolean } } = {
  'cc.projects': { path: '/api/projects/get', parameter: 'project', eager: false },
  assets: { path: `/api/p/${project}/assets/get`, parameter: 'asset', eager: false },
  records: { path: `/api/p/${project}/records/get`, parameter: 'record', eager: false },
  classes: { path: `/api/p/${project}/classes/get`, parameter: 'class', eager: true },
  definitions: { path: `/api/p/${project}/definitions/get`, parameter: 'definition', eager: true },
  fields: { path: `/api/p/${project}/fields/get`, parameter: 'field', eager: true },
  layouts: { path: `/api/p/${project}/layouts/get`, parameter: 'layout', eager: true },
  queries: { path: `/api/p/${project}/queries/get`, parameter: 'query', eager: true },
  modules: { path: `/api/p/${project}/modules/get`, parameter: 'module', eager: true },
};

/** Keeps what it has read of the sample project up to date as the official client does. */
export class Follower {
  readonly data: { [type: string]: { [key: string]: Json } } = {};
  /** Every item of the project's stream, in the order in which it came. */
  readonly told: Json[] = [];
  private readonly cursors = { cc: 0, project: 0 };
  private token = '';

  constructor(private readonly gateway: RunningGateway) {}

  /** Where the project's stream is for this client. */
  get cursor(): number {
    return this.cursors.project;
  }

  async connect(): Promise<void> {
    const answer = await call(this.gateway, 'POST', `/api/p/${project}/auth`, { body: { api_key: apiKey } });
    this.take(answer);
    this.cursors.cc = answer.envelope.result['cc.cursor'];
    this.cursors.project = answer.envelope.result.cursor;
  }

  /** All that a client can hold: the whole tree, all assets, all modules. */
  async readAll(): Promise<void> {
    const { root } = (await this.post(`/api/p/${project}/records/root`)).result;
    await this.walk('records', 'record', root);
    const { root: folder } = (await this.post(`/api/p/${project}/assets/root`)).result;
    await this.walk('assets', 'asset', folder);
    const { module_names: modules } = (await this.post(`/api/p/${project}/modules/all`)).result;
    await this.post(`/api/p/${project}/modules/get`, { modules });
  }

  /** Keeps these up to date from now on. */
  async read(records: readonly string[]): Promise<void> {
    await this.post(`/api/p/${project}/records/get`, { records });
  }

  async sync(): Promise<void> {
    for (let warning: unknown = true; warning !== undefined; ) {
      const body = { cc_cursor: this.cursors.cc, project, cursor: this.cursors.project };
      const { result } = await this.post('/sync/get', body);
      for (const item of result.sync as Json[]) await this.handle(item);
      if ('warning' in result) expect(result.sync.length).toBeGreaterThan(0);
      expect(result.sync.length).toBeLessThanOrEqual(1000);
      warning = result.warning;
    }
  }

  private async handle(item: Json): Promise<void> {
    const stream = item.type === 'cc' ? 'cc' : 'project';
    expect(item.cursor, `${stream} goes on`).toBeGreaterThan(this.cursors[stream]);
    this.cursors[stream] = item.cursor;
    if (item.data_type === 'jobs') return;
    if (stream === 'project') this.told.push(item);
    const held = this.held(item.data_type);
    const known = calls[item.data_type]!;
    if (item.action === 'DELETE') delete held[item.data_key];
    else if (item.action === 'INSERT' ? known.eager : item.data_key in held) {
      await this.post(known.path, { [known.parameter]: item.data_key }, [200, 400, 422]);
    }
  }

  private held(type: string): { [key: string]: Json } {
    this.data[type] ??= {};
    return this.data[type];
  }

  private async walk(type: string, parameter: string, parent: string): Promise<void> {
    for (let top = 0, size = 1; top < size; top += 1000) {
      const body = { [parameter]: parent, 'page.top': top, 'page.size': 1000 };
      // What is taken away while the client walks is no longer there.
      const { result } = await this.post(`/api/p/${project}/${type}/children`, body, [200, 422]);
      size = result['children.size'] ?? 0;
      for (const child of (result.children ?? []) as string[]) {
        if (this.data[type]?.[child]?.childcount > 0) await this.walk(type, parameter, child);
      }
    }
  }

  private async post(path: string, body: object = {}, statuses: readonly number[] = [200]): Promise<Envelope> {
    const headers = { authorization: `Bearer ${this.token}` };
    const answer = await call(this.gateway, 'POST', path, { headers, body });
    expect(statuses, answer.text).toContain(answer.status);
    if (answer.status === 200) this.take(answer);
    return answer.envelope;
  }

  private take({ headers, envelope }: Awaited<ReturnType<typeof call>>): void {
    this.token = headers.authorization ?? this.token;
    for (const [type, objects] of Object.entries(envelope.data)) {
      if (!Array.isArray(objects)) Object.assign(this.held(type), objects);
    }
  }
}
