import { expect } from 'vitest';
import type { RunningGateway } from '../../support/gateway.js';
import { call, type Json } from './client.js';

/** A job once it is done, as the global stream tells it: what the client waits for (contract §4.5, §7). */
export async function finishedJob(gateway: RunningGateway, token: string, job: string): Promise<Json> {
  const headers = { authorization: `Bearer ${token}` };
  for (let cursor = 1, attempt = 0; attempt < 600; attempt += 1) {
    const { envelope } = await call(gateway, 'POST', '/sync/get', { headers, body: { cc_cursor: cursor } });
    for (const item of envelope.result.sync as Json[]) {
      expect(item.cursor).toBeGreaterThan(cursor);
      cursor = item.cursor;
      if (item.data_type === 'jobs' && item.data_key === job && item.data.status === 'done') return item.data;
    }
    if (envelope.result.warning === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Job ${job} does not end`);
}
