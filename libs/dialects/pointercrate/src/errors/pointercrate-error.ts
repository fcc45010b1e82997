import { catalogue, type ErrorCode, type ErrorData } from './catalogue.js';

export interface ErrorHeaders {
  readonly [name: string]: string;
}

type Arguments<Code extends ErrorCode> =
  null extends ErrorData<Code> ? [data?: null, headers?: ErrorHeaders] : [data: ErrorData<Code>, headers?: ErrorHeaders];

/** A refusal in the dialect's own terms (contract §7.2). */
export class PointercrateError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly data: unknown;
  readonly headers: ErrorHeaders;

  constructor(
    readonly code: Code,
    ...[data, headers]: Arguments<Code>
  ) {
    super(wordsOf(code, data));
    this.name = 'PointercrateError';
    this.data = data ?? null;
    this.headers = headers ?? {};
  }
}

function wordsOf(code: ErrorCode, data: unknown): string {
  const words = catalogue[code] as string | ((data: unknown) => string);
  return typeof words === 'string' ? words : words(data);
}
