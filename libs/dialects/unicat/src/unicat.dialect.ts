import type { Dialect } from '#dialect-kit';
import { presentUnicatError } from './errors/presenter.js';

const bases = ['/api', '/sync', '/dam', '/media'];

/** Calls that read although they are POSTs, as nearly all calls of this dialect are. The first look at an API key makes it. */
const readingCall = /(?<!\/apikeys)\/(?:auth|login|init|get|root|children|tree|worksheet|search|all|cursors)$/;

/** Calls that write although they are GETs: they decide who may see a file. */
const publishingCall = /^\/dam\/p\/[^/]+\/(?:publish|unpublish|transform)\//;

/** The Unicat API. `/api/v1` and `/api/v2` belong to another dialect, which must come before this one. */
export const unicatDialect: Dialect = {
  name: 'unicat',
  owns: (path) => bases.some((base) => path === base || path.startsWith(`${base}/`)),
  present: presentUnicatError,
  mutates: (method, path) => (['GET', 'HEAD', 'OPTIONS'].includes(method) ? publishingCall.test(path) : !readingCall.test(path)),
};
