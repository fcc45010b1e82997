import type { CollectionName, EntryNumber, RecordKey, SpaceId } from './identifiers.js';

/** Errors that mean the same in every dialect. They carry a code and data, never a status or a wire message. */
export abstract class RecordsError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export class RecordNotFound extends RecordsError {
  readonly code = 'record-not-found';
  constructor(
    readonly collection: CollectionName,
    readonly address: string,
  ) {
    super(`No record ${address} in ${collection}`);
  }
}

export class SpaceNotFound extends RecordsError {
  readonly code = 'space-not-found';
  constructor(readonly space: string) {
    super(`No space ${space}`);
  }
}

export class PreconditionFailed extends RecordsError {
  readonly code = 'precondition-failed';
  /** @param version the number of the key's latest entry, undefined where there is none */
  constructor(
    readonly key: RecordKey,
    readonly version: EntryNumber | undefined,
  ) {
    super(`The precondition on ${key} does not hold`);
  }
}

/** Input that was understood but cannot be accepted. */
export class InvalidRecord extends RecordsError {
  readonly code = 'invalid-record';
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** Input that is not even well-formed: broken JSON, wrong encoding, nesting beyond the limit. */
export class MalformedInput extends RecordsError {
  readonly code = 'malformed-input';
}

/** No credentials, or credentials that prove nothing. */
export class NotAuthenticated extends RecordsError {
  readonly code = 'not-authenticated';
  constructor(reason = 'Credentials are missing or wrong') {
    super(reason);
  }
}

/** The caller is known but may not do this. `required` names what would be enough, in the dialect's own terms. */
export class AccessDenied extends RecordsError {
  readonly code = 'access-denied';
  constructor(
    message: string,
    readonly required: readonly number[] = [],
  ) {
    super(message);
  }
}

/** Something with that name is already there. */
export class AlreadyExists extends RecordsError {
  readonly code = 'already-exists';
  constructor(readonly what: string) {
    super(`${what} exists already`);
  }
}

/** The database cannot be reached, is busy beyond the retries, or cannot write. Nothing was stored. */
export class StorageUnavailable extends RecordsError {
  readonly code = 'storage-unavailable';
  constructor(
    cause: unknown,
    readonly space?: SpaceId,
  ) {
    super('The storage is not available', { cause });
  }
}

/** Maintenance: writes are refused. */
export class ReadOnly extends RecordsError {
  readonly code = 'read-only';
  constructor() {
    super('The gateway is in read-only maintenance');
  }
}

export type SharedError =
  | RecordNotFound
  | SpaceNotFound
  | PreconditionFailed
  | InvalidRecord
  | MalformedInput
  | NotAuthenticated
  | AccessDenied
  | AlreadyExists
  | StorageUnavailable
  | ReadOnly;

const sharedErrors = [
  RecordNotFound,
  SpaceNotFound,
  PreconditionFailed,
  InvalidRecord,
  MalformedInput,
  NotAuthenticated,
  AccessDenied,
  AlreadyExists,
  StorageUnavailable,
  ReadOnly,
];

export function isSharedError(error: unknown): error is SharedError {
  return sharedErrors.some((type) => error instanceof type);
}
