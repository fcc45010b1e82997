import type { JsonValue } from '#records';

/** Lower-case canonical version-4 UUID. */
export type Gid = string;
/** Lower case: `en`, `nl-be`. */
export type Language = string;

export type Localized<T = JsonValue> = { readonly [language: Language]: T };

/** All types of fields (contract §1.3). */
export const fieldTypes = [
  'text',
  'textline',
  'textlist',
  'number',
  'decimal',
  'boolean',
  'code',
  'barcode',
  'image',
  'imagelist',
  'file',
  'filelist',
  'record',
  'recordlist',
  'class',
  'classlist',
  'fieldpicker',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** One choice of a field with values: its key, and its label by language. */
export type Choice = { readonly key: string } & Localized<string>;

/** Members that are not named here are stored and returned untouched. */
export interface FieldOptions {
  readonly values?: readonly Choice[] | null;
  readonly value_labels?: boolean | null;
  readonly class?: Gid | null;
}

/** What field, class, definition and layout have in common (contract §1.4, §1.5). */
export interface SchemaItem {
  readonly gid: Gid;
  readonly original: Gid | null;
  readonly name: string;
  readonly is_new: boolean;
  readonly is_working_copy: boolean;
}

export interface Field extends SchemaItem {
  readonly label: Localized<string>;
  readonly type: FieldType;
  readonly options: FieldOptions;
  readonly is_localized: boolean;
  readonly is_required: boolean;
  readonly initial: Localized;
  readonly unit: string | null;
  readonly metadata: { readonly [name: string]: JsonValue };
}

export interface FieldClass extends SchemaItem {
  readonly label: Localized<string>;
  readonly fields: readonly Gid[];
  readonly layout: Gid;
  readonly metadata: { readonly [name: string]: JsonValue };
}

export interface Definition extends SchemaItem {
  readonly label: Localized<string>;
  readonly classes: readonly Gid[];
  readonly fields: readonly Gid[];
  readonly titlefield: Gid;
  readonly fieldlists: { readonly [key: string]: readonly Gid[] };
  readonly layout: Gid;
  readonly childdefinitions: readonly Gid[];
  readonly metadata: { readonly [name: string]: JsonValue };
  readonly is_base: boolean;
  readonly is_extended: boolean;
}

export interface Layout extends SchemaItem {
  readonly root: Gid;
  readonly components: { readonly [gid: Gid]: JsonValue };
  readonly gid_map: { readonly [gid: Gid]: JsonValue };
}

export interface Query {
  readonly gid: Gid;
  readonly type: 'record' | 'asset' | 'schema';
  readonly name: string;
  readonly q: string;
  readonly filter: JsonValue;
}

/** Items of the schema by kind. */
export interface SchemaItems {
  readonly definition: Definition;
  readonly class: FieldClass;
  readonly field: Field;
  readonly layout: Layout;
  readonly query: Query;
}
