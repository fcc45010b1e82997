/** What goes wrong before any rule of a dialect is reached, in HTTP's own terms. */
export abstract class HttpError extends Error {
  abstract readonly code: string;
}

export class RouteNotFound extends HttpError {
  readonly code = 'route-not-found';
}

/** The path exists, but not with this method. */
export class MethodNotAllowed extends HttpError {
  readonly code = 'method-not-allowed';
  /** @param allowed in alphabetical order, HEAD included where GET is */
  constructor(readonly allowed: readonly string[]) {
    super(`Allowed: ${allowed.join(', ')}`);
  }
}

/** The path exists in another spelling. */
export class Moved extends HttpError {
  readonly code = 'moved';
  constructor(
    readonly location: string,
    readonly status: 301 | 302 | 308,
  ) {
    super(location);
  }
}

export class BodyTooLarge extends HttpError {
  readonly code = 'body-too-large';
}

export class UnsupportedMediaType extends HttpError {
  readonly code = 'unsupported-media-type';
  constructor(readonly expected: string) {
    super(`Expected ${expected}`);
  }
}

/** Anything else that HTTP itself objects to: bad percent-encoding, a broken Content-Length. */
export class BadRequest extends HttpError {
  readonly code = 'bad-request';
}

export type GeneralHttpError = RouteNotFound | MethodNotAllowed | Moved | BodyTooLarge | UnsupportedMediaType | BadRequest;

const httpErrors = [RouteNotFound, MethodNotAllowed, Moved, BodyTooLarge, UnsupportedMediaType, BadRequest];

export function isHttpError(error: unknown): error is GeneralHttpError {
  return httpErrors.some((type) => error instanceof type);
}
