export interface UnicatOptions {
  /** Life of a token in seconds. */
  readonly tokenTtlS: number;
}

export const UNICAT_OPTIONS = Symbol('UnicatOptions');
export const UNICAT_TOKENS = Symbol('UnicatTokens');
