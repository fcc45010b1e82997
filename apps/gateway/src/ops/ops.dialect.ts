import { type Dialect, type ErrorAnswer, type GeneralHttpError, isHttpError } from '#dialect-kit';
import { isRegisterError, type RegisterRefusal } from '#dialects/register';
import { isSharedError, type SharedError } from '#records';

const prefixes = ['/ops', '/docs', '/health', '/metrics'];

/** A problem document (RFC 9457). */
function problem(status: number, title: string, detail: string, headers: { readonly [name: string]: string } = {}): ErrorAnswer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify({ type: 'about:blank', title, status, detail }),
  };
}

function presentShared(error: SharedError): ErrorAnswer {
  switch (error.code) {
    case 'record-not-found':
    case 'space-not-found':
      return problem(404, 'Not Found', error.message);
    case 'precondition-failed':
      return problem(412, 'Precondition Failed', error.message);
    case 'invalid-record':
      return problem(422, 'Unprocessable Content', error.message);
    case 'malformed-input':
      return problem(400, 'Bad Request', error.message);
    case 'not-authenticated':
      return problem(401, 'Unauthorized', error.message, {
        'www-authenticate': 'Basic realm="operators", Bearer realm="operators"',
      });
    case 'access-denied':
      return problem(403, 'Forbidden', error.message);
    case 'already-exists':
      return problem(409, 'Conflict', error.message);
    case 'storage-unavailable':
      return problem(503, 'Service Unavailable', error.message, { 'retry-after': '1' });
    case 'read-only':
      return problem(503, 'Service Unavailable', error.message);
  }
}

/** What the register dialect's use cases refuse when operators call them. */
function presentRegister(error: RegisterRefusal): ErrorAnswer {
  switch (error.code) {
    case 'register-not-found':
    case 'page-not-found':
    case 'resource-not-found':
    case 'attribute-not-found':
    case 'malformed-path':
      return problem(404, 'Not Found', error.message);
    case 'register-undefined':
    case 'register-conflict':
      return problem(409, 'Conflict', error.message);
    case 'unexpected-parameter':
      return problem(400, 'Bad Request', error.message);
    case 'not-acceptable':
      return problem(406, 'Not Acceptable', error.message);
    case 'format-gone':
      return problem(410, 'Gone', error.message);
    case 'rsf':
      return problem(422, 'Unprocessable Content', error.message);
  }
}

function presentHttp(error: GeneralHttpError): ErrorAnswer {
  switch (error.code) {
    case 'route-not-found':
      return problem(404, 'Not Found', 'No such address');
    case 'method-not-allowed':
      return problem(405, 'Method Not Allowed', error.message, { allow: error.allowed.join(', ') });
    case 'moved':
      return { status: error.status, headers: { location: error.location }, body: undefined };
    case 'body-too-large':
      return problem(413, 'Content Too Large', 'At most 1 MiB');
    case 'unsupported-media-type':
      return problem(415, 'Unsupported Media Type', error.message);
    case 'bad-request':
      return problem(400, 'Bad Request', error.message);
  }
}

/** What operators see: administration, documents, health. */
export const opsDialect: Dialect = {
  name: 'ops',
  owns: (path) => prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  present: (error) => {
    if (isSharedError(error)) return presentShared(error);
    if (isHttpError(error)) return presentHttp(error);
    if (isRegisterError(error)) return presentRegister(error);
    return problem(500, 'Internal Server Error', 'The failure was logged');
  },
  mutates: (method) => !['GET', 'HEAD', 'OPTIONS'].includes(method),
};
