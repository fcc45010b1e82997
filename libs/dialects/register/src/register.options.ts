export interface RegisterOptions {
  /** Name of the register served at the root when the host names none. */
  readonly defaultRegister: string | undefined;
  /** Whether to believe `X-Forwarded-Host`. */
  readonly trustProxy: boolean;
}

export const REGISTER_OPTIONS = Symbol('RegisterOptions');
