/** `result` holds gids, `data` the objects they refer to; the client demands both in every response (contract §2.2). */
export interface Content {
  readonly result: object;
  /** JSON text of an object, so that what is kept as text is not parsed to be written again. */
  readonly data: string;
}

export function successEnvelope({ result, data }: Content): string {
  return `{"success":true,"result":${JSON.stringify(result)},"data":${data}}`;
}

export interface Failure {
  readonly code: number;
  readonly message: string;
  /** The parameter that was wrong, if it was one. */
  readonly parameter?: string;
}

export function failureEnvelope({ code, message, parameter }: Failure): string {
  return JSON.stringify({
    success: false,
    result: { code, message, info: parameter === undefined ? {} : { parameter } },
    data: {},
  });
}
