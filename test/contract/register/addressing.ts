import { expect } from 'vitest';
import type { Answer, RequestOptions, RunningGateway } from '../../support/gateway.js';

/** The two ways to address a register: a path prefix, and the first label of the host name (contract §0.2). */
export interface Addressing {
  readonly how: string;
  base(register: string): string;
  headers(register: string): Record<string, string>;
}

export const addressings: readonly Addressing[] = [
  { how: 'by path', base: (register) => `/registers/${register}`, headers: () => ({}) },
  { how: 'by host', base: () => '', headers: (register) => ({ host: `${register}.register.example` }) },
];

/** Registers of the cases, by their letters there. */
export const registers = {
  A: 'local-authority',
  C: 'country',
  L: 'local-authority-eng',
  T: 'tiny',
} as const;

export type Ask = (
  register: keyof typeof registers,
  path: string,
  options?: RequestOptions & { method?: string },
) => Promise<Answer>;

/** Asks a register of the cases; `{base}` is where it is mounted. */
export function asking(gateway: () => RunningGateway, { base, headers }: Addressing): Ask {
  return (letter, path, { method = 'GET', ...options } = {}) => {
    const register = registers[letter];
    return gateway().request(method, base(register) + path, {
      ...options,
      headers: { ...headers(register), ...options.headers },
    });
  };
}

export const json = 'application/json';
export const csv = 'text/csv;charset=UTF-8';

/** `Cache-Control` of what clients may keep, in a public register. */
export const permanent = 'no-transform, max-age=31536000, immutable';
export const redactable = 'no-transform, max-age=3600';

/** What every answer carries (contract §2.5). */
export function expectCommonHeaders({ headers }: Answer, cacheControl = 'no-transform'): void {
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  expect(headers['cache-control']).toBe(cacheControl);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
}

/** An error in the dialect's form (contract §2.6). */
export function expectError(answer: Answer, status: number, type: string): void {
  expect([answer.status, answer.headers['content-type']]).toEqual([status, json]);
  const body = answer.json<{ type: string; message: string }>();
  expect(Object.keys(body)).toEqual(['type', 'message']);
  expect(body.type).toBe(type);
  expect(body.message).toEqual(expect.any(String));
  expect(answer.text).not.toMatch(/ at .*\.(?:js|ts)|node_modules/);
  expect(answer.headers.link).toBeUndefined();
  expectCommonHeaders(answer);
}

/** A 304 for who has the representation, under each spelling of the condition; the whole for who has another. */
export async function expectConditional(ask: (headers: Record<string, string>) => Promise<Answer>): Promise<void> {
  const { headers, text } = await ask({});
  const tag = String(headers.etag);
  expect(tag).toMatch(/^"[^"]+"$/);
  for (const condition of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const same = await ask({ 'if-none-match': condition });
    expect([same.status, same.text, same.headers.etag]).toEqual([304, '', tag]);
    for (const name of ['cache-control', 'vary', 'access-control-allow-origin']) expect(same.headers[name]).toBe(headers[name]);
  }
  const other = await ask({ 'if-none-match': '"other"' });
  expect([other.status, other.text, other.headers.etag]).toEqual([200, text, tag]);
}
