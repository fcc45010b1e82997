export interface RegisterOptions {
  /** Name of the register served at the root when the host names none. */
  readonly defaultRegister: string | undefined;
  /** What registers say of themselves; the domain is that of the request's host where none is set. */
  readonly domain: string | undefined;
  readonly licence: string;
  /** Of registers whose definition states none. */
  readonly copyright: string | undefined;
  /** Whether a register may be emptied (contract §3.14). */
  readonly allowDelete: boolean;
  /** Whether to believe `X-Forwarded-Host`. */
  readonly trustProxy: boolean;
}

export const REGISTER_OPTIONS = Symbol('RegisterOptions');
