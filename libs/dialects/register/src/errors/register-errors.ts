/** Rules that only registers have (register contract §2.6). */
export abstract class RegisterError extends Error {
  abstract readonly code: string;
}

/** No register of that name. */
export class RegisterNotFound extends RegisterError {
  readonly code = 'register-not-found';
  constructor(readonly register: string) {
    super(`No register ${register}`);
  }
}

/** The register exists, but its log does not define it yet (contract §1.1, §3.16). */
export class RegisterUndefined extends RegisterError {
  readonly code = 'register-undefined';
  constructor(readonly register: string) {
    super('Register undefined');
  }
}

/** A page beyond the last one (contract §2.8). */
export class PageNotFound extends RegisterError {
  readonly code = 'page-not-found';
}

/** No such entry, blob or past state; or a number in the path that is none (contract §2.6). */
export class ResourceNotFound extends RegisterError {
  readonly code = 'resource-not-found';
}

/** An attribute that the register does not have (contract §3.2). */
export class AttributeNotFound extends RegisterError {
  readonly code = 'attribute-not-found';
  constructor(readonly attribute: string) {
    super(`No attribute ${attribute}`);
  }
}

/** A query parameter that is out of range, repeated, incomplete or refused (contract §2.7). */
export class UnexpectedParameter extends RegisterError {
  readonly code = 'unexpected-parameter';
  constructor(
    readonly parameter: string,
    reason: string,
  ) {
    super(`Parameter '${parameter}' ${reason}`);
  }
}

/** Nothing that the client accepts is available (contract §2.2, rules 3 and 4). */
export class NotAcceptable extends RegisterError {
  readonly code = 'not-acceptable';
}

/** A format that existed once (contract §2.2, rule 2). */
export class FormatGone extends RegisterError {
  readonly code = 'format-gone';
}

/** A path whose percent-encoding is broken names nothing. */
export class MalformedPath extends RegisterError {
  readonly code = 'malformed-path';
}

/** What a register holds, or where it was born, stands against the write. */
export class RegisterConflict extends RegisterError {
  readonly code = 'register-conflict';
}

/** An RSF upload that cannot be applied; nothing of it was stored (contract §7.4). */
export class RsfError extends RegisterError {
  readonly code = 'rsf';
  /** @param details text of the contract's table */
  constructor(readonly details: string) {
    super(details);
  }
}

export type OwnError =
  | RegisterNotFound
  | RegisterUndefined
  | PageNotFound
  | ResourceNotFound
  | AttributeNotFound
  | UnexpectedParameter
  | NotAcceptable
  | FormatGone
  | MalformedPath
  | RegisterConflict
  | RsfError;

export function isOwnError(error: unknown): error is OwnError {
  return error instanceof RegisterError;
}
