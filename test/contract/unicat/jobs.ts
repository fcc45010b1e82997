import { expect } from 'vitest';
import type { Gateway } from '../../../apps/gateway/src/create-gateway.js';
import type { Json } from './client.js';

export type GatewayStorage = Gateway['storage'];

/** A job of the demo project as it is stored once it is done; jobs have no endpoint of their own. */
export async function finishedJob(storage: GatewayStorage, token: string): Promise<Json> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = await storage.store.latest('noorderlicht').findRecord('unicat.job.record', { key: token });
    expect(found).toBeDefined();
    const document = JSON.parse(String(found?.record.fields.json)) as Json;
    if (document.status === 'done') return document;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Job ${token} does not end`);
}
