import type { FastifyRequest } from 'fastify';
import { type ErrorAnswer, type GeneralHttpError, isHttpError, pathOf } from '#dialect-kit';
import { isSharedError, type SharedError } from '#records';
import { decodeSegment, endsLikeGoneFormat } from '../http/request-target.js';
import { commonHeaders, negotiatedHeaders, preflightHeaders } from '../http/response-headers.js';
import { isOwnError, MalformedPath, type OwnError } from './register-errors.js';

const titles = {
  bad_request: [400, 'Bad Request'],
  unexpected_parameter: [400, 'Bad Request'],
  unauthorized: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  not_found: [404, 'Not Found'],
  method_not_allowed: [405, 'Method Not Allowed'],
  not_acceptable: [406, 'Not Acceptable'],
  conflict: [409, 'Conflict'],
  gone: [410, 'Gone'],
  payload_too_large: [413, 'Payload Too Large'],
  unsupported_media_type: [415, 'Unsupported Media Type'],
  internal_server_error: [500, 'Internal Server Error'],
  service_unavailable: [503, 'Service Unavailable'],
} as const satisfies { readonly [type: string]: readonly [status: number, title: string] };

type ErrorType = keyof typeof titles;

/** Turns anything thrown into the dialect's answer: always JSON, whatever was negotiated (contract §2.6). */
export function presentError(error: unknown, request: FastifyRequest): ErrorAnswer {
  if (isOwnError(error)) return presentOwn(error);
  if (isHttpError(error)) return presentHttp(error, request);
  if (isSharedError(error)) return presentShared(error);
  return answer('internal_server_error');
}

/** @param message for people; the status line where there is nothing to add */
function answer(type: ErrorType, message?: string, headers: ErrorAnswer['headers'] = {}): ErrorAnswer {
  const [status, title] = titles[type];
  return {
    status,
    headers: { ...negotiatedHeaders, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ type, message: message ?? `${status} ${title}` }),
  };
}

function presentOwn(error: OwnError): ErrorAnswer {
  switch (error.code) {
    case 'register-not-found':
    case 'page-not-found':
    case 'resource-not-found':
    case 'attribute-not-found':
    case 'malformed-path':
      return answer('not_found');
    case 'register-undefined':
      return answer('not_found', error.message);
    case 'unexpected-parameter':
      return answer('unexpected_parameter', error.message);
    case 'not-acceptable':
      return answer('not_acceptable');
    case 'format-gone':
      return answer('gone');
    case 'register-conflict':
      return answer('conflict', error.message);
    case 'rsf':
      return {
        status: 400,
        headers: { ...commonHeaders, 'content-type': 'application/json' },
        body: JSON.stringify({ success: false, message: 'Failed to load RSF', details: error.details }),
      };
  }
}

function presentHttp(error: GeneralHttpError, request: FastifyRequest): ErrorAnswer {
  const path = pathOf(request.raw.url ?? '/');
  switch (error.code) {
    case 'route-not-found':
      return answer(endsLikeGoneFormat(path) ? 'gone' : 'not_found');
    case 'moved':
      if (endsLikeGoneFormat(path)) return answer('gone');
      // Only reading is redirected: a client would repeat anything else as a GET.
      if (!isReading(request.method)) return methodNotAllowed(['GET', 'HEAD', 'OPTIONS']);
      return { status: error.status, headers: { ...commonHeaders, location: error.location }, body: undefined };
    case 'method-not-allowed':
      return presentMethod(request, error.allowed);
    case 'body-too-large':
      // Nobody waits for the rest.
      return answer('payload_too_large', undefined, { connection: 'close' });
    case 'unsupported-media-type':
      return answer('unsupported_media_type', error.message);
    case 'bad-request':
      // A router that cannot decode a path calls the request bad; here the path just names nothing (contract §2.10).
      return answer(isWellFormed(path) ? 'bad_request' : 'not_found');
  }
}

/** Browsers may read whatever can be read, and need not be told by each resource (contract §2.5). */
function presentMethod({ method }: FastifyRequest, allowed: readonly string[]): ErrorAnswer {
  if (!allowed.includes('GET')) return methodNotAllowed(allowed);
  if (method === 'OPTIONS') return { status: 200, headers: preflightHeaders, body: undefined };
  return methodNotAllowed([...allowed, 'OPTIONS'].sort());
}

function methodNotAllowed(allowed: readonly string[]): ErrorAnswer {
  return answer('method_not_allowed', undefined, { allow: allowed.join(', ') });
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function isWellFormed(path: string): boolean {
  try {
    decodeSegment(path);
    return true;
  } catch (error) {
    if (error instanceof MalformedPath) return false;
    throw error;
  }
}

function presentShared(error: SharedError): ErrorAnswer {
  switch (error.code) {
    case 'record-not-found':
    case 'space-not-found':
      return answer('not_found');
    case 'not-authenticated':
      return answer('unauthorized', undefined, { 'www-authenticate': 'Basic realm="registers"' });
    case 'access-denied':
      return answer('forbidden', error.message);
    case 'precondition-failed':
    case 'already-exists':
      return answer('conflict');
    case 'invalid-record':
    case 'malformed-input':
      return answer('bad_request', error.message);
    case 'read-only':
    case 'storage-unavailable':
      return answer('service_unavailable');
  }
}
