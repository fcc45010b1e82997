import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Answer, RequestOptions, RunningGateway } from '../../support/gateway.js';
import { expectRules } from './answer-rules.js';
import { followAnswer } from './client-store.js';
import type { Envelope, Json } from './envelope.js';

export type { Envelope, Json };

/** The source of the demo project, read without any code of the gateway. */
export const sample = JSON.parse(readFileSync(new URL('../../../demo/unicat/sample.json', import.meta.url), 'utf8')) as Json;

export const project: string = sample.result.project;
export const foreignProject: string = sample.foreign.project.gid;
export const records: Json[] = Object.values(sample.data.records);
export const apiKey = 'sample-api-key';

export const unknownGid = 'deadbeef-0000-4000-8000-000000000000';
export const gidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Sends as the official client does, and holds every answer to the envelope (case 17) and to all that the client needs (contract §0). */
export async function call(
  gateway: RunningGateway,
  method: string,
  path: string,
  options?: RequestOptions,
): Promise<Answer & { envelope: Envelope }> {
  const answer = await gateway.request(method, path, options);
  const envelope = answer.json<Envelope>();
  expect(Object.keys(envelope).sort()).toEqual(['data', 'result', 'success']);
  for (const member of [envelope.result, envelope.data]) {
    expect(typeof member).toBe('object');
    expect(member).not.toBeNull();
    expect(Array.isArray(member)).toBe(false);
  }
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(envelope.success).toBe(answer.status === 200);
  expect(answer.headers['www-authenticate'] !== undefined).toBe(answer.status === 401);
  expect(answer.headers.authorization !== undefined).toBe(answer.status === 200);
  expectRules(path, answer, envelope);
  followAnswer(gateway, path, envelope);
  return { ...answer, envelope };
}

export function expectFailure(answer: Answer & { envelope: Envelope }, status: number, code = status): void {
  expect(answer.status).toBe(status);
  expect(answer.envelope).toEqual({
    success: false,
    result: { code, message: expect.any(String), info: expect.any(Object) },
    data: {},
  });
}

export async function tokenOf(gateway: RunningGateway, gid = project, key = apiKey): Promise<string> {
  const answer = await call(gateway, 'POST', `/api/p/${gid}/auth`, { body: { api_key: key } });
  expect(answer.status).toBe(200);
  return answer.headers.authorization!;
}

export async function get(
  gateway: RunningGateway,
  token: string,
  body: object | string | undefined,
  gid = project,
): Promise<Answer & { envelope: Envelope }> {
  const headers = { authorization: `Bearer ${token}` };
  return call(gateway, 'POST', `/api/p/${gid}/records/get`, body === undefined ? { headers } : { headers, body });
}

/** Calls of one member, to the project of the sample. */
export function callerOf(gateway: () => RunningGateway, token: () => string, gid = project) {
  const send = (path: string, body: object | string = {}) =>
    call(gateway(), 'POST', `/api/p/${gid}/${path}`, { headers: { authorization: `Bearer ${token()}` }, body });
  return {
    send,
    /** The envelope of a call that must succeed. */
    succeed: async (path: string, body: object = {}): Promise<Envelope> => {
      const { status, envelope, text } = await send(path, body);
      expect(status, text).toBe(200);
      return envelope;
    },
    refuse: async (path: string, body: object | string, status: number, code = status): Promise<void> =>
      expectFailure(await send(path, body), status, code),
    /** A record as it is now. */
    show: async (record: string): Promise<Json> => (await send('records/get', { record })).envelope.data.records[record],
  };
}
