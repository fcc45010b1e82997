import { expect } from 'vitest';
import type { RunningGateway } from '../../support/gateway.js';
import { call, type Envelope, type Json, project } from './client.js';
import { finishedJob } from './jobs.js';

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
    /** Starts a job, and waits for its end. */
    async finish(start: () => Promise<Envelope>, job: string): Promise<Envelope> {
      const started = await start();
      const done = await finishedJob(gateway(), token(), started.result['job.token']);
      expect(done).toMatchObject({ project_gid: project, job });
      expect(done.info.error).toBeUndefined();
      return started;
    },
  };
}
