import { type ErrorAnswer, type ErrorPresenter, type GeneralHttpError, isHttpError } from '#dialect-kit';
import { isSharedError, type SharedError } from '#records';
import { failureEnvelope } from '../serializers/envelope.js';
import { CallRefused } from './batch-errors.js';
import { BadParameter, UnicatError } from './unicat-errors.js';

type Headers = { readonly [name: string]: string };

/** Only on 401: the client throws its token away when it sees this header (contract §0.5). */
const challenge: Headers = { 'www-authenticate': 'Bearer realm="JWT access to Unicat."' };

function answer(status: number, code: number, message: string, headers: Headers = {}, parameter?: string): ErrorAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: failureEnvelope({ code, message, ...(parameter === undefined ? {} : { parameter }) }),
  };
}

const badRequest = answer(400, 400, 'Bad request');
const forbidden = answer(403, 403, 'Forbidden');
const unprocessable = answer(422, 422, 'Unprocessable Entity');

function presentShared(error: SharedError): ErrorAnswer {
  switch (error.code) {
    case 'malformed-input':
      return badRequest;
    case 'not-authenticated':
      // One of the documents says "Unauthorized", every example says this (contract §9, A7).
      return answer(401, 401, 'Permission denied', challenge);
    case 'access-denied':
    case 'space-not-found':
      return forbidden;
    case 'record-not-found':
    case 'already-exists':
      return unprocessable;
    case 'invalid-record':
      return answer(422, 1001, 'Validation error');
    case 'precondition-failed':
    // The client retries a 503 seven times, which a maintenance window would outlast.
    case 'read-only':
      return answer(422, 1000, 'Unexpected error');
    case 'storage-unavailable':
      return answer(503, 503, 'Service unavailable', { 'retry-after': '1' });
  }
}

function presentHttp(error: GeneralHttpError): ErrorAnswer {
  switch (error.code) {
    case 'route-not-found':
      return answer(404, 404, 'Not found');
    case 'method-not-allowed':
      return answer(405, 405, 'Method not allowed', { allow: error.allowed.join(', ') });
    case 'moved':
      return answer(error.status, error.status, 'Moved', { location: error.location });
    case 'body-too-large':
      return answer(413, 413, 'Request entity too large');
    case 'unsupported-media-type':
      return answer(415, 415, 'Unsupported media type');
    case 'bad-request':
      return badRequest;
  }
}

/** As the call alone, with its place in the batch (docs/adr/0035). */
function presentRefusedCall({ index, cause }: CallRefused, context: Parameters<ErrorPresenter>[1]): ErrorAnswer {
  const refusal = presentUnicatError(cause, context);
  const { result, ...envelope } = JSON.parse(String(refusal.body)) as { result: { info: object } };
  return { ...refusal, body: JSON.stringify({ ...envelope, result: { ...result, info: { ...result.info, request: index } } }) };
}

/** Every failure in the envelope (contract §2.2, §2.3). */
export const presentUnicatError: ErrorPresenter = (error, context) => {
  if (error instanceof CallRefused) return presentRefusedCall(error, context);
  if (error instanceof BadParameter) return answer(error.status, error.code, error.message, {}, error.parameter);
  if (error instanceof UnicatError) return answer(error.status, error.code, error.message);
  if (isSharedError(error)) return presentShared(error);
  if (isHttpError(error)) return presentHttp(error);
  return answer(500, 500, 'Internal server error');
};
