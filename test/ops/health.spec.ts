import { expect, it } from 'vitest';
import { operator } from '../support/demo.js';
import { describeOnEngines, startGateway, testSecret } from '../support/gateway.js';

/** Operations with one answer only. */
const alwaysWell: Readonly<Record<string, readonly string[]>> = {
  ops: ['get /health/live', 'get /metrics'],
  unicat: ['get /api/ping'],
};

describeOnEngines('health and documents', (gateway, engine) => {
  it('says that the process lives and that it is ready', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await gateway().request('GET', path);
      expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }]);
    }
  });

  it.each(['pointercrate', 'unicat', 'register', 'ops'])(
    'serves the OpenAPI document of %s, with every operation described',
    async (name) => {
      const answer = await gateway().request('GET', `/docs/${name}.json`);
      expect(answer.status).toBe(200);
      const document = answer.json<{
        openapi: string;
        paths: Record<string, Record<string, { summary?: string; responses: object }>>;
      }>();
      expect(document.openapi).toBe('3.1.0');
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
      );
      expect(operations.length).toBeGreaterThan(1);
      expect(operations.filter(({ summary }) => !summary).map(({ name: operation }) => operation)).toEqual([]);
      expect(
        operations.filter(({ responses }) => Object.keys(responses).length < 2).map(({ name: operation }) => operation),
      ).toEqual(alwaysWell[name] ?? []);
    },
  );

  it('serves a UI that loads nothing from elsewhere', async () => {
    const page = await gateway().request('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((url) => /^(?:https?:)?\/\//.test(url))).toEqual([]);
    for (const url of links) {
      const answer = await gateway().request('GET', new URL(url, `${gateway().url}/docs`).pathname);
      expect(answer.status, url).toBe(200);
    }
  });

  it('knows no files but those of the UI', async () => {
    const answer = await gateway().request('GET', '/docs/nothing.css');
    expect([answer.status, answer.json()]).toMatchObject([404, { title: 'Not Found' }]);
  });

  it('refuses writes during maintenance, each dialect in its own words', async () => {
    const closed = await startGateway(engine, { READ_ONLY: 'true' });
    try {
      const login = await closed.request('POST', '/api/v1/auth/');
      expect([login.status, login.json()]).toMatchObject([503, { code: 50301, data: null }]);
      expect(
        (await closed.request('POST', '/ops/v1/spaces/country/keys', { headers: operator, body: { role: 'read' } })).status,
      ).toBe(503);
      expect((await closed.request('GET', '/registers/country/records/GB')).status).toBe(200);
    } finally {
      await closed.stop();
    }
  });

  it('keeps its secret to itself', async () => {
    const answers = await Promise.all(
      ['/docs/ops.json', '/health/ready', '/nothing'].map((path) => gateway().request('GET', path)),
    );
    expect(answers.some(({ text }) => text.includes(testSecret))).toBe(false);
  });
});
