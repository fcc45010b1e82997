import { type RecordFields, textOf, textsOf } from '#records';
import { allRecords, type Timestamp } from '../wire/project.js';
import type { RecordDocument } from '../wire/record.js';
import type { Gid } from '../wire/schema.js';

/** What a record is apart from its values. Path, level, children and backlinks follow from all placements together. */
export interface Placement {
  readonly parent: Gid | null;
  /** The original of a link; null for a record that is none. */
  readonly canonical: Gid | null;
  readonly definition: Gid;
  readonly channels: readonly string[];
  readonly orderings: { readonly [key: string]: number };
  readonly createdOn: Timestamp;
  readonly updatedOn: Timestamp;
}

/** Attributes by which placements find each other. */
export const parentAttribute = 'parent';
export const canonicalAttribute = 'canonical';

/** Each ordering has an attribute of its own, so that siblings can be read in its order. */
const orderingPrefix = 'ordering.';

/** Of a record as it comes from elsewhere. */
export function placementOf(record: Omit<RecordDocument, 'fields' | 'title'>): Placement {
  return {
    parent: record.parent,
    canonical: record.canonical === record.gid ? null : record.canonical,
    definition: record.definition,
    channels: record.channels,
    orderings: record.orderings,
    createdOn: record.created_on,
    updatedOn: record.updated_on,
  };
}

/** Timestamps are kept as their exact decimal text: they are finer than an entry's milliseconds. */
export function placementFields({
  parent,
  canonical,
  definition,
  channels,
  orderings,
  createdOn,
  updatedOn,
}: Placement): RecordFields {
  const switchedOn = channels.filter((channel) => channel !== allRecords);
  return {
    ...(parent === null ? {} : { [parentAttribute]: parent }),
    ...(canonical === null ? {} : { [canonicalAttribute]: canonical }),
    definition,
    ...(switchedOn.length === 0 ? {} : { channels: switchedOn }),
    ...Object.fromEntries(Object.entries(orderings).map(([key, index]) => [orderingPrefix + key, String(index)])),
    'created-on': String(createdOn),
    'updated-on': String(updatedOn),
  };
}

export function readPlacement(fields: RecordFields): Placement {
  const orderings = Object.keys(fields).filter((name) => name.startsWith(orderingPrefix));
  return {
    parent: textOf(fields, parentAttribute) ?? null,
    canonical: textOf(fields, canonicalAttribute) ?? null,
    definition: textOf(fields, 'definition') ?? '',
    channels: [allRecords, ...textsOf(fields, 'channels')],
    orderings: Object.fromEntries(orderings.map((name) => [name.slice(orderingPrefix.length), Number(textOf(fields, name))])),
    createdOn: Number(textOf(fields, 'created-on')),
    updatedOn: Number(textOf(fields, 'updated-on')),
  };
}
