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

/** Credentials that match nobody in the project. Not 401: nobody claimed to be known already (contract §9, A19). */
export class UnknownUser extends UnicatError {
  readonly status = 403;
  readonly code = 403;
  constructor() {
    super('Unknown user');
  }
}

/** What was asked for is understood, but cannot be done with what is there. */
export class NotPossible extends UnicatError {
  readonly status = 422;
  readonly code = 422;
  constructor(message = 'Unprocessable Entity') {
    super(message);
  }
}

/** A filter that cannot be evaluated (contract §6). */
export class SearchFailed extends UnicatError {
  readonly status = 422;
  readonly code = 1002;
  constructor() {
    super('Search error');
  }
}

/** A selection that cannot be read, or a cursor that nobody gave (contract §4.4). */
export class BadSelection extends UnicatError {
  readonly status = 422;
  readonly code = 1006;
  constructor() {
    super('Bulk selection error');
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
