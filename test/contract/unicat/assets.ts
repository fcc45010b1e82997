import { expect } from 'vitest';
import { type FormPart, form } from '../../support/form.js';
import type { Answer, RunningGateway } from '../../support/gateway.js';
import { apiKey, call, type Envelope, type Json, project, sample, tokenOf } from './client.js';

export type Enveloped = Answer & { envelope: Envelope };

export const sampleAssets: Json[] = Object.values(sample.data.assets);
export const rootAsset = assetAt('/').gid as string;

/** From the source of the demo data. */
export function assetAt(pathname: string): Json {
  const found = sampleAssets.find((asset) => asset.pathname === pathname);
  if (found === undefined) throw new Error(`The sample has no ${pathname}`);
  return found;
}

/** Calls of one member about assets. */
export class AssetClient {
  private constructor(
    readonly gateway: RunningGateway,
    readonly token: string,
    readonly project: string,
  ) {}

  static async open(gateway: RunningGateway, key = apiKey, gid = project): Promise<AssetClient> {
    return new AssetClient(gateway, await tokenOf(gateway, gid, key), gid);
  }

  /** With a token of the global login. */
  static ofMember(gateway: RunningGateway, token: string, gid: string): AssetClient {
    return new AssetClient(gateway, token, gid);
  }

  call(path: string, body: object | string = {}): Promise<Enveloped> {
    return call(this.gateway, 'POST', `/api/p/${this.project}/assets/${path}`, { headers: this.authorization, body });
  }

  /** The answer to a call that has to succeed. */
  async ask(path: string, body: object = {}): Promise<Envelope> {
    const answer = await this.call(path, body);
    expect(answer.text).toContain('"success":true');
    return answer.envelope;
  }

  async get(gid: string): Promise<Json> {
    return (await this.ask('get', { asset: gid })).data.assets[gid];
  }

  async createFolder(name: string, parent = rootAsset): Promise<Json> {
    const { result, data } = await this.ask('create', { parent, name });
    return data.assets[result.asset];
  }

  send(path: 'upload' | 'upload_update', ...parts: readonly FormPart[]): Promise<Enveloped> {
    const { headers, body } = form(...parts);
    return call(this.gateway, 'POST', `/api/p/${this.project}/assets/${path}`, {
      headers: { ...this.authorization, ...headers },
      body,
    });
  }

  /** A file that has to be accepted. */
  async upload(filename: string, content: Buffer | string, parent = rootAsset): Promise<Json> {
    const answer = await this.send('upload', { name: 'parent', content: parent }, { name: 'upload_file', content, filename });
    expect(answer.text).toContain('"success":true');
    return answer.envelope.data.assets[answer.envelope.result.asset];
  }

  /** The DAM never renews the token (contract §2.5), so its answers are held to the envelope here. */
  async dam(path: string): Promise<Enveloped> {
    const answer = await this.gateway.request('GET', `/dam/p/${this.project}/${path}`, { headers: this.authorization });
    const envelope = answer.json<Envelope>();
    expect(Object.keys(envelope).sort()).toEqual(['data', 'result', 'success']);
    expect(envelope.success).toBe(answer.status === 200);
    expect(answer.headers.authorization).toBeUndefined();
    return { ...answer, envelope };
  }

  /** Path of the address that publishing tells. */
  async publish(asset: Json): Promise<string> {
    return pathOf(await this.dam(`publish/${storagePathname(asset)}`));
  }

  private get authorization(): { authorization: string } {
    return { authorization: `Bearer ${this.token}` };
  }
}

/** As the official client spells it: the extension from the last dot on. */
export function storagePathname({ gid, version, name }: Json): string {
  return `${gid}~${version}${/.(\.[^.]*)$/.exec(name)?.[1] ?? ''}`;
}

export function pathOf({ envelope }: Enveloped): string {
  expect(envelope.success).toBe(true);
  return new URL(envelope.result.public_url).pathname;
}
