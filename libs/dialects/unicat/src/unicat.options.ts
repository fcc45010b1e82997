export interface UnicatOptions {
  /** Life of a token in seconds. */
  readonly tokenTtlS: number;
  /** Maintenance: jobs that are left from before stay where they are. */
  readonly readOnly: boolean;
  /** Bytes that an uploaded file may have. */
  readonly uploadLimit: number;
  /** Base of the addresses of published files, without a slash at its end; undefined: that of the request. */
  readonly publicUrl: string | undefined;
}

export const UNICAT_OPTIONS = Symbol('UnicatOptions');
export const UNICAT_TOKENS = Symbol('UnicatTokens');
