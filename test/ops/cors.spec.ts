import { afterEach, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.js';

const list = '/api/v1/records/?limit=1';

describe('pages of other origins', () => {
  let gateway: RunningGateway | undefined;
  const start = async (environment: NodeJS.ProcessEnv): Promise<RunningGateway> => {
    gateway = await startGateway('sqlite', environment);
    return gateway;
  };
  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
  });

  it('may read nothing unless they are let in', async () => {
    const { headers } = await (await start({})).request('GET', list, { headers: { origin: 'https://example.org' } });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('may read answers and the headers that clients need where their origin is named', async () => {
    const running = await start({ CORS_ORIGINS: 'https://example.org,https://example.net' });
    const ask = (origin: string) => running.request('GET', list, { headers: { origin } });
    const { headers, status } = await ask('https://example.net');
    expect([status, headers['access-control-allow-origin']]).toEqual([200, 'https://example.net']);
    const exposed = (headers['access-control-expose-headers'] as string).split(/, */);
    expect(exposed).toEqual(expect.arrayContaining(['ETag', 'Link', 'Links', 'Location', 'Retry-After', 'X-SUBMISSION-COUNT']));
    expect((await ask('https://example.com')).headers['access-control-allow-origin']).not.toBe('https://example.com');
  });

  it('may ask beforehand, also for paths with several methods', async () => {
    const running = await start({ CORS_ORIGINS: '*' });
    const answer = await running.request('OPTIONS', '/api/v1/records/2/', {
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,if-match,content-type',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,if-match,content-type',
    });
    expect(answer.headers['access-control-allow-methods']).toContain('PATCH');
    expect((await running.request('DELETE', '/api/v1/records/')).headers.allow).toBe('GET, HEAD, POST');
    expect((await running.request('GET', '/api/v1/nothing/')).status).toBe(404);
  });

  it('are refused at the start where an origin is none', async () => {
    await expect(start({ CORS_ORIGINS: 'example.org' })).rejects.toThrow('CORS_ORIGINS');
  });
});
