import { expect } from 'vitest';
import type { z } from 'zod';
import type { Answer } from '../../support/gateway.js';
import type { Envelope, Json } from './envelope.js';
import { completeProject, keyed, member, record } from './shapes.js';

/** The rules that every answer keeps, whatever was asked (contract §0), as far as one answer shows them. */
export function expectRules(path: string, { status, headers }: Answer, { success, result, data }: Envelope): void {
  // Rule 6: the client takes these for an outage, and tries seven times more.
  expect([500, 502, 503, 504], path).not.toContain(status);
  // Rule 4.
  if (headers.authorization !== undefined) expect(headers.authorization).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  if (!success) {
    expect(data).toEqual({});
    expect(result).toEqual({ code: expect.any(Number), message: expect.any(String), info: expect.any(Object) });
    return;
  }
  expectCursors(result);
  for (const [kind, items] of Object.entries(data)) {
    if (kind === 'cc.projects_members') for (const each of listOf(items)) expectShape(`${path} ${kind}`, member, each);
    else expectKeyed(path, kind, items);
  }
  expectComplete(path, data);
}

/** The client stores what it finds under these names (contract §3.4). */
function expectCursors(result: Json): void {
  for (const name of ['cc.cursor', 'cursor']) if (name in result) expect(Number.isInteger(result[name])).toBe(true);
}

function listOf(items: unknown): readonly unknown[] {
  if (!Array.isArray(items)) throw new Error('Members are a list (contract §0, rule 3)');
  return items;
}

/** Rules 2 and 3: known kinds of objects, each under its own gid, name or code. */
function expectKeyed(path: string, kind: string, items: Json): void {
  const shape = keyed[kind];
  if (shape === undefined) throw new Error(`${path}: the client knows no data["${kind}"] (contract §0, rule 2)`);
  for (const [key, item] of Object.entries(items)) {
    const what = `${path} ${kind} ${key}`;
    expectShape(what, shape, item);
    if (typeof item === 'object') expect(kind === 'modules' ? item.name : item.gid, what).toBe(key);
  }
}

/** Rule 7: the client replaces what it holds. Only `records/tree` leaves the values out (contract §1.2). */
function expectComplete(path: string, data: Json): void {
  const project = data['cc.projects']?.[path.split('/')[3] ?? ''];
  if (project !== undefined && path.startsWith('/api/p/')) expectShape(`${path} project`, completeProject, project);
  if (path.endsWith('/records/tree')) return;
  for (const each of Object.values<Json>(data.records ?? {})) expectShape(`${path} ${each.gid}`, record, each);
}

function expectShape(what: string, shape: z.ZodType, item: unknown): void {
  const { success, error } = shape.safeParse(item);
  if (!success) throw new Error(`${what} is not complete or says too much: ${error.message}\n${JSON.stringify(item)}`);
}
