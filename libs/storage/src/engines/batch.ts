export type ColumnType = 'text' | 'integer' | 'number' | 'bytes';

/** One statement over many rows: an array per column on PostgreSQL, rows side by side on SQLite. */
export interface Batch {
  readonly kind: 'insert' | 'delete';
  readonly table: string;
  /** Text columns that have the same value in every row; they come first. */
  readonly constants: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** Appended to an insert, e.g. `ON CONFLICT … DO UPDATE …`. */
  readonly onConflict?: string;
}

export type BatchValue = string | number | null | Buffer;
export type BatchRow = readonly BatchValue[];
