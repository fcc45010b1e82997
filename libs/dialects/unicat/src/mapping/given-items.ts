import type { JsonValue } from '#records';
import type { FieldOptions, FieldType, Gid, Localized } from '../wire/schema.js';
import type { Members } from './members.js';

/** One entry of an item's metadata (contract §1.4). */
export interface MetadataEntry {
  readonly type: string;
  readonly is_localized: boolean;
  readonly value: JsonValue;
}

interface GivenItem {
  readonly name?: string | undefined;
  /** Only the languages that are named change. */
  readonly label?: Localized<string> | undefined;
  /** All of it: what is not named goes. */
  readonly metadata?: { readonly [name: string]: MetadataEntry } | undefined;
}

/** What a call says about a field; what it does not name stays. */
export interface GivenField extends GivenItem {
  readonly type?: FieldType | undefined;
  readonly options?: FieldOptions | undefined;
  readonly is_localized?: boolean | undefined;
  readonly is_required?: boolean | undefined;
  /** By language; of a field with values the key, under any language or `key`. */
  readonly initial?: Members | undefined;
  readonly unit?: string | undefined;
}

export interface GivenClass extends GivenItem {
  readonly fields?: readonly Gid[] | undefined;
  readonly layout?: Gid | undefined;
}

export interface GivenDefinition extends GivenClass {
  readonly classes?: readonly Gid[] | undefined;
  readonly titlefield?: Gid | undefined;
  readonly childdefinitions?: readonly Gid[] | undefined;
}

export interface GivenItems {
  readonly field: GivenField;
  readonly class: GivenClass;
  readonly definition: GivenDefinition;
}

export interface GivenLayout {
  readonly name?: string | undefined;
  readonly root?: Gid | undefined;
  readonly components?: { readonly [gid: Gid]: JsonValue } | undefined;
}
