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
import { presentUnicatError } from './presenter.js';
import { BadParameter, UnknownUser } from './unicat-errors.js';

const present = (error: unknown) => presentUnicatError(error, {} as FastifyRequest);

describe('presentUnicatError', () => {
  it.each([
    [new BadParameter('record'), 400, 400],
    [new UnknownUser(), 403, 403],
    [new MalformedInput(''), 400, 400],
    [new NotAuthenticated(), 401, 401],
    [new AccessDenied(''), 403, 403],
    [new SpaceNotFound(''), 403, 403],
    [new RecordNotFound('record', ''), 422, 422],
    [new AlreadyExists(''), 422, 422],
    [new InvalidRecord(''), 422, 1001],
    [new PreconditionFailed('', 1), 422, 1000],
    [new ReadOnly(), 422, 1000],
    [new StorageUnavailable(undefined), 503, 503],
    [new RouteNotFound(), 404, 404],
    [new MethodNotAllowed(['POST']), 405, 405],
    [new Moved('/x', 308), 308, 308],
    [new BodyTooLarge(), 413, 413],
    [new UnsupportedMediaType('x'), 415, 415],
    [new BadRequest(), 400, 400],
    [new Error('secret'), 500, 500],
    ['secret', 500, 500],
    [undefined, 500, 500],
  ])('answers %s with %i, code %i, in the envelope', (error, status, code) => {
    const answer = present(error);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body ?? '')).toEqual({
      success: false,
      result: { code, message: expect.any(String), info: expect.any(Object) },
      data: {},
    });
    expect(answer.body).not.toContain('secret');
    expect('www-authenticate' in answer.headers).toBe(status === 401);
  });

  it('names the parameter, the allowed methods and the new place', () => {
    expect(JSON.parse(present(new BadParameter('languages')).body ?? '').result.info).toEqual({ parameter: 'languages' });
    expect(present(new MethodNotAllowed(['GET', 'POST'])).headers.allow).toBe('GET, POST');
    expect(present(new Moved('/x', 308)).headers.location).toBe('/x');
  });
});
