import { type ErrorAnswer, type GeneralHttpError, isHttpError } from '#dialect-kit';
import { type CollectionName, isSharedError, type RecordNotFound, type SharedError } from '#records';
import type { MissingObject } from './catalogue.js';
import { PointercrateError } from './pointercrate-error.js';

/** Turns anything thrown into the dialect's envelope (contract §7.1). */
export function presentError(error: unknown): ErrorAnswer {
  if (error instanceof PointercrateError) return envelope(error);
  if (isSharedError(error)) return envelope(inOwnTerms(error));
  if (isHttpError(error)) return presentHttpError(error);
  return envelope(new PointercrateError(50000));
}

function envelope({ message, code, data, headers }: PointercrateError): ErrorAnswer {
  return {
    status: Math.trunc(code / 100),
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ message, code, data }),
  };
}

function inOwnTerms(error: SharedError): PointercrateError {
  switch (error.code) {
    case 'record-not-found':
      return new PointercrateError(40401, missingObject(error));
    case 'space-not-found':
      return new PointercrateError(40400);
    case 'precondition-failed':
      return new PointercrateError(40900);
    case 'invalid-record':
      return new PointercrateError(42200);
    case 'malformed-input':
      return new PointercrateError(40000);
    case 'not-authenticated':
      return new PointercrateError(40100, null, { 'www-authenticate': 'Bearer' });
    case 'access-denied':
      return new PointercrateError(40301, { required: error.required });
    case 'already-exists':
      return new PointercrateError(40900);
    case 'storage-unavailable':
      return new PointercrateError(50005);
    case 'read-only':
      return new PointercrateError(50301);
  }
}

function presentHttpError(error: GeneralHttpError): ErrorAnswer {
  switch (error.code) {
    case 'route-not-found':
      return envelope(new PointercrateError(40400));
    case 'method-not-allowed':
      return envelope(new PointercrateError(40500, { allowed_methods: error.allowed }, { allow: error.allowed.join(', ') }));
    case 'moved':
      return { status: error.status, headers: { location: error.location }, body: undefined };
    case 'body-too-large':
      return envelope(new PointercrateError(41300));
    case 'unsupported-media-type':
      return envelope(new PointercrateError(41500, { expected: error.expected }));
    case 'bad-request':
      return envelope(new PointercrateError(40000));
  }
}

/** The member that names a missing object of each collection; spaces of other dialects know only records. */
const idMembers: ReadonlyMap<CollectionName, keyof MissingObject> = new Map([
  ['player', 'player_id'],
  ['demon', 'demon_id'],
  ['note', 'note_id'],
  ['submitter', 'id'],
  ['accounts', 'user_id'],
]);

function missingObject({ collection, address }: RecordNotFound): MissingObject {
  return { [idMembers.get(collection) ?? 'record_id']: Number(address) };
}
