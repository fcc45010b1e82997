import { describe, expect, it } from 'vitest';
import { BadRequest, BodyTooLarge, MethodNotAllowed, Moved, RouteNotFound, UnsupportedMediaType } from '#dialect-kit';
import {
  AccessDenied,
  AlreadyExists,
  InvalidRecord,
  MalformedInput,
  NotAuthenticated,
  PreconditionFailed,
  ReadOnly,
  RecordNotFound,
  SpaceNotFound,
  StorageUnavailable,
} from '#records';
import { catalogue } from './catalogue.js';
import { PointercrateError } from './pointercrate-error.js';
import { presentError } from './present-error.js';

function presented(error: unknown) {
  const { status, headers, body } = presentError(error);
  return { status, headers, ...(JSON.parse(body ?? '{}') as { message?: string; code?: number; data?: unknown }) };
}

describe('presentError', () => {
  it.each([
    [new RecordNotFound('record', '42'), 40401, { record_id: 42 }],
    [new RecordNotFound('country', '-1'), 40401, { record_id: -1 }],
    [new RecordNotFound('player', '3'), 40401, { player_id: 3 }],
    [new RecordNotFound('submitter', '3'), 40401, { id: 3 }],
    [new SpaceNotFound('nowhere'), 40400, null],
    [new PreconditionFailed('2', 7), 40900, null],
    [new InvalidRecord('no'), 42200, null],
    [new MalformedInput('no'), 40000, null],
    [new NotAuthenticated(), 40100, null],
    [new AccessDenied('no', [2, 4, 8]), 40301, { required: [2, 4, 8] }],
    [new AccessDenied('not a member'), 40301, { required: [] }],
    [new AlreadyExists('it'), 40900, null],
    [new StorageUnavailable(new Error('secret')), 50005, null],
    [new ReadOnly(), 50301, null],
    [new RouteNotFound(), 40400, null],
    [new MethodNotAllowed(['GET', 'HEAD']), 40500, { allowed_methods: ['GET', 'HEAD'] }],
    [new BodyTooLarge(), 41300, null],
    [new UnsupportedMediaType('application/json'), 41500, { expected: 'application/json' }],
    [new BadRequest('no'), 40000, null],
    [new PointercrateError(42215, { requirement: 50 }), 42215, { requirement: 50 }],
    [new TypeError('secret'), 50000, null],
    ['thrown text', 50000, null],
  ])('%s: %i', (error, code, data) => {
    const answer = presented(error);
    expect(answer).toMatchObject({ status: Math.trunc(code / 100), code, data });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.message).not.toContain('secret');
  });

  it('has exactly three members', () => {
    expect(presentError(new PointercrateError(41200)).body).toBe('{"message":"Precondition failed","code":41200,"data":null}');
  });

  it('names what is missing', () => {
    expect(presented(new RecordNotFound('record', '42')).message).toBe('No record has the id 42');
    expect(new PointercrateError(40401, { demon_name: 'Kiln' }).message).toBe('No demon has the name Kiln');
  });

  it('says which credentials are wanted', () => {
    expect(presented(new NotAuthenticated()).headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  });

  it('says what is allowed', () => {
    expect(presented(new MethodNotAllowed(['GET', 'HEAD'])).headers).toMatchObject({ allow: 'GET, HEAD' });
  });

  it('sends on without a body', () => {
    expect(presentError(new Moved('/x/', 308))).toEqual({ status: 308, headers: { location: '/x/' }, body: undefined });
  });
});

describe('catalogue', () => {
  it('gives every code a status that is one', () => {
    const statuses = Object.keys(catalogue).map((code) => Math.trunc(Number(code) / 100));
    expect([...new Set(statuses)].sort()).toEqual([400, 401, 403, 404, 405, 409, 411, 412, 413, 415, 422, 428, 429, 500, 503]);
  });
});
