/** Refusals that only this dialect knows. `code` is that of the contract (§2.3). */
export abstract class UnicatError extends Error {
  abstract readonly status: number;
  abstract readonly code: number;
}

/** A parameter that is missing, of the wrong type, or has a wrong value. */
export class BadParameter extends UnicatError {
  readonly status = 400;
  readonly code = 400;
  constructor(readonly parameter: string) {
    super('Bad request');
  }
}

/** What was asked is understood, but cannot be done: the operation is not possible here (contract §2.3). */
export class NotPossible extends UnicatError {
  readonly status = 422;
  readonly code = 422;
  constructor(message = 'Unprocessable Entity') {
    super(message);
  }
}

/** A selection or a cursor of a bulk call that says nothing (contract §4.4). */
export class BulkSelectionError extends UnicatError {
  readonly status = 422;
  readonly code = 1006;
  constructor() {
    super('Bulk selection error');
  }
}

/** A filter that cannot be evaluated, or no search to do it (contract §2.3). */
export class SearchError extends UnicatError {
  readonly status = 422;
  readonly code = 1002;
  constructor() {
    super('Search error');
  }
}

/** A call that the API has and this server does not offer. */
export class NotImplemented extends UnicatError {
  readonly status = 501;
  readonly code = 501;
  constructor() {
    super('Not implemented');
  }
}

/** Credentials that match nobody in the project. Not 401: nobody claimed to be known already (contract §9, A19). */
export class UnknownUser extends UnicatError {
  readonly status = 403;
  readonly code = 403;
  constructor() {
    super('Unknown user');
  }
}

/** A file that is not what its name says, or cannot be decoded. */
export class UnreadableFile extends UnicatError {
  readonly status = 422;
  readonly code = 422;
  constructor() {
    super('Unprocessable Entity');
  }
}

/**
 * `records/get` with one unknown gid. Elsewhere the same mistake is 422, but the reference page of this endpoint knows only
 * 400, 401 and 403, and the client demands a failure (contract §9, A1).
 */
export const unknownRecordInGet = (): UnicatError => new BadParameter('record');
