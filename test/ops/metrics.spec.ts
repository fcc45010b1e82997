import { expect, it } from 'vitest';
import { describeOnEngines } from '../support/gateway.js';

describeOnEngines('metrics', (gateway) => {
  const count = async (labels: string): Promise<number> => {
    const { text } = await gateway().request('GET', '/metrics');
    const line = text.split('\n').find((each) => each.startsWith(`gateway_http_requests_total{${labels}}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };

  it('counts requests by dialect, method and status', async () => {
    const found = 'dialect="register",method="GET",status="200"';
    const missing = 'dialect="register",method="GET",status="404"';
    const before = [await count(found), await count(missing)];
    await gateway().request('GET', '/registers/country/records/GB');
    await gateway().request('GET', '/registers/country/records/XX');
    expect([await count(found), await count(missing)]).toEqual(before.map((each) => each + 1));
  });

  it('tells durations and what the process uses, in the Prometheus text format', async () => {
    const answer = await gateway().request('GET', '/metrics');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).toMatch(/^gateway_http_request_seconds_total\{dialect="ops",method="GET",status="200"\} 0\.\d+$/m);
    expect(answer.text).toMatch(/^gateway_process_resident_memory_bytes \d+/m);
    expect(answer.text).not.toMatch(/\/registers\//);
  });
});
