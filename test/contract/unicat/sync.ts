import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { RunningGateway } from '../../support/gateway.js';
import { call, type Envelope, type Json, project } from './client.js';

/** Follows the two streams as the official client does. */
export function syncOf(gateway: () => RunningGateway, token: () => string) {
  const send = async (path: string, body: object): Promise<Envelope> => {
    const headers = { authorization: `Bearer ${token()}` };
    const { status, envelope, text } = await call(gateway(), 'POST', `/sync/${path}`, { headers, body });
    expect(status, text).toBe(200);
    expect(envelope.data).toEqual({});
    return envelope;
  };
  const cursors = async (): Promise<Json> => (await send('cursors', { project })).result;
  const get = async (body: object): Promise<Json[]> => (await send('get', body)).result.sync;
  return {
    send,
    cursors,
    get,
    /** Starts a job, and waits for its end by polling from where the stream was before. */
    async finish(start: () => Promise<Envelope>, job: string): Promise<Envelope> {
      const { 'cc.cursor': before } = await cursors();
      const started = await start();
      const token = started.result['job.token'];
      for (let polls = 0; polls < 200; polls += 1) {
        const items = (await get({ cc_cursor: before })).filter(({ data_key }) => data_key === token);
        const last = items.at(-1);
        if (last?.data.status === 'done') {
          expect(last.data).toMatchObject({ project_gid: project, job });
          expect(last.data.info.error).toBeUndefined();
          return started;
        }
        await sleep(20);
      }
      throw new Error(`The job ${job} did not end`);
    },
  };
}
