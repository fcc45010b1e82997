import type { FieldValue, StoredRecord } from '#records';

/** A record of a space that has no mapping: `id`, `status`, then the record's own fields. */
export interface GenericRecordDocument {
  readonly id: number;
  readonly status: 'approved';
  readonly [field: string]: FieldValue | number;
}

const ownName = /^(?:id|status)_*$/;

/**
 * The name under which a stored field appears: `id` and `status` get an underscore, and so do these names with
 * underscores already, so that no two fields can meet.
 */
export function genericName(field: string): string {
  return ownName.test(field) ? `${field}_` : field;
}

/** The generic form (interface, "One record, three addresses"). Withheld values are absent from `record` already. */
export function serializeGenericRecord({ ordinal, fields }: Pick<StoredRecord, 'ordinal' | 'fields'>): GenericRecordDocument {
  const own = Object.fromEntries(Object.entries(fields).map(([field, value]) => [genericName(field), value]));
  return { id: ordinal, status: 'approved', ...own };
}
