export interface UnicatOptions {
  /** Life of a token in seconds. */
  readonly tokenTtlS: number;
  /** Maintenance: jobs that are left from before stay where they are. */
  readonly readOnly: boolean;
}

export const UNICAT_OPTIONS = Symbol('UnicatOptions');
export const UNICAT_TOKENS = Symbol('UnicatTokens');
