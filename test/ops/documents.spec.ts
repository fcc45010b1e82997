import { beforeAll, expect, it } from 'vitest';
import { operator, pointercrateToken, reader, unicatLogin, unicatToken } from '../support/demo.js';
import { describeOnEngines } from '../support/gateway.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema?: { readonly example?: unknown };
}
interface Media {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Record<string, { readonly value: object | string }>;
}
/** What the UI sends. */
interface ExampleRequest {
  readonly path: string;
  readonly body?: object | string;
  /** Of a body that is no JSON. */
  readonly type?: string | undefined;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly responses: Record<string, unknown>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components?: { readonly schemas?: Record<string, { properties?: Record<string, { example?: unknown }> }> };
}

/** What has to be done first, with the same body: an example cannot wait for another one. */
const prior: Readonly<Record<string, string>> = { '/api/projects/permanent_delete': '/api/projects/delete' };

/** What the UI fills in when somebody tries an operation out. */
function exampleRequest(path: string, { parameters = [], requestBody }: Operation, document: Document): ExampleRequest {
  const query = new URLSearchParams();
  let filled = path;
  for (const parameter of parameters) {
    const example = parameter.example ?? parameter.schema?.example;
    if (parameter.in === 'path') filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(String(example)));
    if (parameter.in === 'query' && parameter.required && example !== undefined) query.set(parameter.name, String(example));
  }
  const target = query.size === 0 ? filled : `${filled}?${query}`;
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (media === undefined) return { path: target };
  const [example] = Object.values(media.examples ?? {});
  if (type !== 'application/json') return { path: target, body: example?.value ?? '', type };
  const schema = document.components?.schemas?.[media.schema?.$ref?.split('/').at(-1) ?? ''];
  const members = Object.entries(schema?.properties ?? {}).map(([name, { example }]) => [name, example] as const);
  return { path: target, body: example?.value ?? Object.fromEntries(members) };
}

describeOnEngines('the examples of the OpenAPI documents', (gateway) => {
  const credentials: Record<string, (path: string) => { authorization: string }> = {};

  beforeAll(async () => {
    const helper = await pointercrateToken(gateway(), 'list_helper');
    const login = { authorization: `Basic ${Buffer.from('list_helper:list_helper-fixture-pw').toString('base64')}` };
    const member = await unicatToken(gateway(), 'f57c22e5-1db2-4254-8c30-1273826087df', 'sample-api-key');
    credentials.pointercrate = (path) => (path.endsWith('/auth/') ? login : helper);
    const owner = await unicatLogin(gateway(), 'ines', 'sample-password');
    const outsider = await unicatLogin(gateway(), 'olga', 'sample-password-3');
    credentials.unicat = (path) => {
      if (path === '/api/projects/permanent_delete') return outsider;
      return /^\/api\/projects\/|\/apikeys\//.test(path) ? owner : member;
    };
    credentials.register = (path) => (path.endsWith('/load-rsf') ? operator : reader);
    credentials.ops = () => operator;
  });

  it.each(['pointercrate', 'unicat', 'register', 'ops'])('of %s work as they stand', async (name) => {
    const document = (await gateway().request('GET', `/docs/${name}.json`)).json<Document>();
    const outcomes: Record<string, number> = {};
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const { path: target, body, type } = exampleRequest(path, operation, document);
        const headers = { ...credentials[name]?.(path), ...(type === undefined ? {} : { 'content-type': type }) };
        const sent = body === undefined ? { headers } : { headers, body };
        const first = prior[path];
        if (first !== undefined) await gateway().request(method.toUpperCase(), first, sent);
        const answer = await gateway().request(method.toUpperCase(), target, sent);
        expect(Object.keys(operation.responses), `${method} ${target}`).toContain(String(answer.status));
        outcomes[`${method} ${target}`] = answer.status;
      }
    }
    expect(Object.entries(outcomes).filter(([, status]) => status >= 300)).toEqual([]);
  });
});
