import type { JsonValue } from '#records';
import type { Timestamp } from './project.js';
import type { Gid, Language, Localized } from './schema.js';

/** Values by field name, with a `<name>/key` beside each field with values (contract §1.3). */
export type FieldValues = { readonly [name: string]: JsonValue };

/** A record as every endpoint but `records/tree` sends it (contract §1.2). */
export interface RecordDocument {
  readonly gid: Gid;
  readonly parent: Gid | null;
  readonly canonical: Gid;
  readonly backlinks: readonly Gid[];
  readonly treelevel: number;
  readonly path: readonly Gid[];
  readonly childcount: number;
  readonly definition: Gid;
  readonly title: Localized<string>;
  readonly status: 'published' | 'deleted';
  readonly channels: readonly string[];
  readonly orderings: { readonly [key: string]: number };
  readonly is_link: boolean;
  readonly created_on: Timestamp;
  readonly updated_on: Timestamp;
  readonly fields: { readonly [language: Language]: FieldValues };
}

export type FindingCode = 'invalid' | 'is_empty' | 'not_translated' | 'unknown_field' | 'not_equal';

/** One item of `report.validation` (contract §4.3). */
export interface Finding {
  readonly record: Gid;
  readonly language: Language;
  readonly field: string;
  readonly code: FindingCode;
  readonly message: string;
}
