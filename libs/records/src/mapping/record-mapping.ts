import { InvalidRecord } from '../domain/errors.js';
import type { CollectionName } from '../domain/identifiers.js';
import { type FieldValue, type RecordFields, valueIn } from '../domain/record-fields.js';

/** How one wire member is spelt as a stored field, and back. */
export interface FieldMapping<Wire = unknown> {
  /** Name of the wire member. */
  readonly wire: string;
  /** Name of the stored field. */
  readonly field: string;
  /** @throws InvalidRecord where the stored value is not of the kind */
  toWire(value: FieldValue): Wire;
  /** @throws InvalidRecord where the wire value is not of the kind */
  toStored(value: unknown): FieldValue;
}

/** How a deletion in the dialect is written as data, and recognised. */
export interface Ending {
  readonly field: string;
}

/** By convention of the registers the end of a thing is a date (register contract §1). */
export const endDate: Ending = { field: 'end-date' };

export function hasEnded(fields: RecordFields, ending: Ending = endDate): boolean {
  return valueIn(fields, ending.field) !== undefined;
}

export interface RecordMapping {
  readonly collection: CollectionName;
  readonly fields: readonly FieldMapping[];
  readonly ending?: Ending;
}

function oneText(field: string, value: FieldValue): string {
  if (typeof value !== 'string') throw new InvalidRecord(`Field '${field}' holds a list`, field);
  return value;
}

function wrongType(wire: string, expected: string): InvalidRecord {
  return new InvalidRecord(`'${wire}' must be ${expected}`, wire);
}

export function text(wire: string, field = wire): FieldMapping<string> {
  return {
    wire,
    field,
    toWire: (value) => oneText(field, value),
    toStored: (value) => {
      if (typeof value !== 'string') throw wrongType(wire, 'a string');
      return value;
    },
  };
}

export function integer(wire: string, field = wire): FieldMapping<number> {
  return {
    wire,
    field,
    toWire: (value) => Number(oneText(field, value)),
    toStored: (value) => {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrongType(wire, 'an integer');
      return String(value);
    },
  };
}

export function flag(wire: string, field = wire): FieldMapping<boolean> {
  return {
    wire,
    field,
    toWire: (value) => oneText(field, value) === 'true',
    toStored: (value) => {
      if (typeof value !== 'boolean') throw wrongType(wire, 'a boolean');
      return String(value);
    },
  };
}

/** A list of whatever `element` maps; an empty list is stored as no value and comes back as one. */
export function listOf<Wire>(element: FieldMapping<Wire>): FieldMapping<Wire[]> {
  const { wire, field } = element;
  return {
    wire,
    field,
    toWire: (value) => (typeof value === 'string' ? [value] : value).map((one) => element.toWire(one)),
    toStored: (value) => {
      if (!Array.isArray(value)) throw wrongType(wire, 'a list');
      return value.map((one) => oneText(field, element.toStored(one)));
    },
  };
}

export type WireObject = { readonly [member: string]: unknown };

/** Every stored record can be shown: members without a stored value are null. */
export function toWire(mapping: RecordMapping, fields: RecordFields): WireObject {
  const wire: Record<string, unknown> = {};
  for (const each of mapping.fields) {
    const value = valueIn(fields, each.field);
    wire[each.wire] = value === undefined ? null : each.toWire(value);
  }
  return wire;
}

/**
 * Lays a wire object over stored fields: members that are present replace, null and empty lists remove, and what the
 * dialect does not know stays.
 * @throws InvalidRecord where a member is of the wrong type
 */
export function overlay(mapping: RecordMapping, wire: WireObject, stored: RecordFields): RecordFields {
  const fields: Record<string, FieldValue> = { ...stored };
  for (const each of mapping.fields) {
    const value = wire[each.wire];
    if (value === undefined) continue;
    if (value === null || (Array.isArray(value) && value.length === 0)) delete fields[each.field];
    else fields[each.field] = each.toStored(value);
  }
  return fields;
}
