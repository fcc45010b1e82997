import type { FastifyRequest } from 'fastify';
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
import { presentError } from './present-error.js';
import {
  AttributeNotFound,
  FormatGone,
  MalformedPath,
  NotAcceptable,
  PageNotFound,
  RegisterNotFound,
  RegisterUndefined,
  RsfError,
  UnexpectedParameter,
} from './register-errors.js';

function present(error: unknown, url = '/records/CI', method = 'GET') {
  return presentError(error, { method, raw: { url } } as unknown as FastifyRequest);
}

describe('errors in the dialect’s form (contract §2.6)', () => {
  it.each<[unknown, number, string]>([
    [new UnexpectedParameter('page-size', 'must be an integer'), 400, 'unexpected_parameter'],
    [new BadRequest('x'), 400, 'bad_request'],
    [new InvalidRecord('x'), 400, 'bad_request'],
    [new MalformedInput('x'), 400, 'bad_request'],
    [new NotAuthenticated(), 401, 'unauthorized'],
    [new AccessDenied('x'), 403, 'forbidden'],
    [new RegisterNotFound('x'), 404, 'not_found'],
    [new RegisterUndefined('x'), 404, 'not_found'],
    [new PageNotFound('x'), 404, 'not_found'],
    [new AttributeNotFound('x'), 404, 'not_found'],
    [new MalformedPath('%'), 404, 'not_found'],
    [new RecordNotFound('country', 'ZZ'), 404, 'not_found'],
    [new SpaceNotFound('x'), 404, 'not_found'],
    [new RouteNotFound(), 404, 'not_found'],
    [new MethodNotAllowed(['GET']), 405, 'method_not_allowed'],
    [new NotAcceptable('x'), 406, 'not_acceptable'],
    [new PreconditionFailed('CI', 1), 409, 'conflict'],
    [new AlreadyExists('x'), 409, 'conflict'],
    [new FormatGone('x'), 410, 'gone'],
    [new BodyTooLarge(), 413, 'payload_too_large'],
    [new UnsupportedMediaType('x'), 415, 'unsupported_media_type'],
    [new Error('secret'), 500, 'internal_server_error'],
    ['secret', 500, 'internal_server_error'],
    [undefined, 500, 'internal_server_error'],
    [new StorageUnavailable(new Error('secret')), 503, 'service_unavailable'],
    [new ReadOnly(), 503, 'service_unavailable'],
  ])('%s is %d %s', (error, status, type) => {
    const answer = present(error);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(JSON.parse(answer.body ?? '')).toEqual({ type, message: expect.any(String) });
    expect(answer.body).not.toContain('secret');
  });

  it('says what a challenge and a refused method need', () => {
    expect(present(new NotAuthenticated()).headers['www-authenticate']).toBe('Basic realm="registers"');
    expect(present(new MethodNotAllowed(['GET', 'HEAD'])).headers.allow).toBe('GET, HEAD, OPTIONS');
    expect(present(new MethodNotAllowed(['POST'])).headers.allow).toBe('POST');
    expect(JSON.parse(present(new RegisterUndefined('x')).body ?? '')).toMatchObject({ message: 'Register undefined' });
  });

  it('takes a path that cannot be decoded for one that names nothing (contract §2.10)', () => {
    for (const url of ['/records/%zz', '/records/%ff?x=%', '/%']) expect(present(new BadRequest('x'), url).status).toBe(404);
    expect(present(new BadRequest('x'), '/records?x=%zz').status).toBe(400);
  });

  it('takes any path that ends like a format that once existed for gone', () => {
    for (const error of [new RouteNotFound(), new Moved('/records/CI.tsv', 301)]) {
      expect(present(error, '/record/CI.tsv?x=1').status).toBe(410);
    }
  });

  it('redirects reading only', () => {
    const moved = new Moved('/records/CI', 301);
    for (const method of ['GET', 'HEAD']) {
      expect(present(moved, '/record/CI', method)).toMatchObject({
        status: 301,
        body: undefined,
        headers: { location: '/records/CI' },
      });
    }
    expect(present(moved, '/record/CI', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } });
  });

  it('answers an upload in a form of its own (contract §3.13)', () => {
    const { status, body } = present(new RsfError('Orphan append entry (line:1)'));
    expect([status, JSON.parse(body ?? '')]).toEqual([
      400,
      { success: false, message: 'Failed to load RSF', details: 'Orphan append entry (line:1)' },
    ]);
  });
});
