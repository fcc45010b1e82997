import { beforeEach, expect, it } from 'vitest';
import { operator, pointercrateToken, reader, unicatLogin, unicatToken } from '../support/demo.js';
import { describeOnFreshGateways } from '../support/gateway.js';

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
  /** Header parameters that are required. */
  readonly headers: Record<string, string>;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly responses: Record<string, unknown>;
  readonly security?: readonly Record<string, unknown>[];
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
  const headers: Record<string, string> = {};
  let filled = path;
  for (const parameter of parameters) {
    const example = parameter.example ?? parameter.schema?.example;
    if (parameter.in === 'path') filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(String(example)));
    if (parameter.in === 'query' && parameter.required && example !== undefined) query.set(parameter.name, String(example));
    if (parameter.in === 'header' && parameter.required) headers[parameter.name] = String(example);
  }
  const target = query.size === 0 ? filled : `${filled}?${query}`;
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (media === undefined) return { path: target, headers };
  const [example] = Object.values(media.examples ?? {});
  if (type !== 'application/json') return { path: target, body: example?.value ?? '', type, headers };
  const schema = document.components?.schemas?.[media.schema?.$ref?.split('/').at(-1) ?? ''];
  const members = Object.entries(schema?.properties ?? {}).map(([name, { example }]) => [name, example] as const);
  return { path: target, body: example?.value ?? Object.fromEntries(members), headers };
}

describeOnFreshGateways('the examples of the OpenAPI documents', (gateway) => {
  const credentials: Record<string, (path: string, operation: Operation) => { authorization: string }> = {};

  beforeEach(async () => {
    const everything = await pointercrateToken(gateway(), 'all_bits');
    const login = { authorization: `Basic ${Buffer.from('list_helper:list_helper-fixture-pw').toString('base64')}` };
    const member = await unicatToken(gateway(), 'f57c22e5-1db2-4254-8c30-1273826087df', 'sample-api-key');
    credentials.pointercrate = (_, { security = [] }) => (security.some((scheme) => 'basic' in scheme) ? login : everything);
    const owner = await unicatLogin(gateway(), 'ines', 'sample-password');
    const outsider = await unicatLogin(gateway(), 'olga', 'sample-password-3');
    credentials.unicat = (path) => {
      if (path === '/api/projects/permanent_delete') return outsider;
      return /^\/api\/projects\/|\/apikeys\//.test(path) ? owner : member;
    };
    credentials.register = (path) => (path.endsWith('/load-rsf') ? operator : reader);
    credentials.ops = () => operator;
  });

  /** An operation on the configured space and its alias for any space change the same things, so each has its own turn. */
  const documents: readonly (readonly [name: string, which: string, paths: RegExp])[] = [
    ['pointercrate', 'the configured space', /^(?!\/spaces\/)/],
    ['pointercrate', 'any space', /^\/spaces\//],
    ['unicat', 'all paths', /^/],
    ['register', 'all paths', /^/],
    ['ops', 'all paths', /^/],
  ];

  it.each(documents)('of %s, %s, work as they stand', async (name, _, paths) => {
    const document = (await gateway().request('GET', `/docs/${name}.json`)).json<Document>();
    const outcomes: Record<string, number> = {};
    for (const [path, operations] of Object.entries(document.paths)) {
      if (!paths.test(path)) continue;
      for (const [method, operation] of Object.entries(operations)) {
        const { path: target, body, type, headers: required } = exampleRequest(path, operation, document);
        const headers = {
          ...credentials[name]?.(path, operation),
          ...required,
          ...(type === undefined ? {} : { 'content-type': type }),
        };
        const sent = body === undefined ? { headers } : { headers, body };
        const first = prior[path];
        if (first !== undefined) await gateway().request(method.toUpperCase(), first, sent);
        const answer = await gateway().request(method.toUpperCase(), target, sent);
        expect(Object.keys(operation.responses), `${method} ${target}`).toContain(String(answer.status));
        // What the gateway can never do is documented with its refusals only.
        if (Object.keys(operation.responses).some((status) => Number(status) < 300))
          outcomes[`${method} ${target}`] = answer.status;
      }
    }
    expect(Object.keys(outcomes)).not.toEqual([]);
    expect(Object.entries(outcomes).filter(([, status]) => status >= 300)).toEqual([]);
  });
});
