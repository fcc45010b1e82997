import { type RecordFields, textOf, textsOf } from '#records';
import { allRecords, type Project, type Timestamp } from '../wire/project.js';
import type { RecordDocument } from '../wire/record.js';
import type { Gid } from '../wire/schema.js';

/** What a record is apart from its values. Path, level, children and backlinks follow from all placements together. */
export interface Placement {
  /** Null for the root only. */
  readonly parent: Gid | null;
  /** The original of a link; null for a record that is none. */
  readonly canonical: Gid | null;
  readonly definition: Gid;
  readonly channels: readonly string[];
  readonly orderings: { readonly [key: string]: number };
  /** Of a link: how many of its title there were under the parent before it (contract §4.2); 0 where it was the first. */
  readonly copies: number;
  readonly createdOn: Timestamp;
  /** Of the placement; the values of a record change on their own. */
  readonly updatedOn: Timestamp;
}

/** Attributes by which placements find each other. */
export const parentAttribute = 'parent';
export const canonicalAttribute = 'canonical';
export const definitionAttribute = 'definition';

/** Stands for the parent of the root. */
const noParent = 'root';

/**
 * The parent is part of the name, so that the index of one attribute holds just the siblings, in their order: a page of
 * them costs the same whatever the size of the tree (docs/adr/0030).
 */
export function orderAttribute(parent: Gid | null, ordering: string): string {
  return `order.${parent ?? noParent}.${ordering}`;
}

/** Likewise: its values are the channels of one parent's children. */
export function channelsAttribute(parent: Gid | null): string {
  return `channels.${parent ?? noParent}`;
}

/** Of a record as it comes from elsewhere. */
export function placementOf(record: Omit<RecordDocument, 'fields' | 'title'>): Placement {
  return {
    parent: record.parent,
    canonical: record.canonical === record.gid ? null : record.canonical,
    definition: record.definition,
    channels: record.channels,
    orderings: record.orderings,
    copies: 0,
    createdOn: record.created_on,
    updatedOn: record.updated_on,
  };
}

/** Without channels and orderings that the project no longer has: they are not taken out of all placements (docs/adr/0036). */
export function knownOptions(placement: Placement, { options }: Project): Placement {
  return {
    ...placement,
    channels: placement.channels.filter((channel) => Object.hasOwn(options.channels, channel)),
    orderings: Object.fromEntries(Object.entries(placement.orderings).filter(([key]) => Object.hasOwn(options.orderings, key))),
  };
}

/** Timestamps are kept as their exact decimal text: they are finer than an entry's milliseconds. */
export function placementFields(placement: Placement): RecordFields {
  const { parent, canonical, definition, channels, orderings, copies, createdOn, updatedOn } = placement;
  const switchedOn = channels.filter((channel) => channel !== allRecords);
  return {
    ...(parent === null ? {} : { [parentAttribute]: parent }),
    ...(canonical === null ? {} : { [canonicalAttribute]: canonical }),
    [definitionAttribute]: definition,
    ...(switchedOn.length === 0 ? {} : { [channelsAttribute(parent)]: switchedOn }),
    ...Object.fromEntries(Object.entries(orderings).map(([key, index]) => [orderAttribute(parent, key), String(index)])),
    ...(copies === 0 ? {} : { copies: String(copies) }),
    'created-on': String(createdOn),
    'updated-on': String(updatedOn),
  };
}

/** Of a record that was deleted for good: nothing refers to anything any more. Its past stays in the log. */
export function removedPlacement(at: Timestamp): RecordFields {
  return { 'removed-on': String(at) };
}

/** @returns undefined where the record was deleted for good */
export function readPlacement(fields: RecordFields): Placement | undefined {
  const definition = textOf(fields, definitionAttribute);
  if (definition === undefined) return undefined;
  const parent = textOf(fields, parentAttribute) ?? null;
  const order = orderAttribute(parent, '');
  const orderings = Object.keys(fields).filter((name) => name.startsWith(order));
  return {
    parent,
    canonical: textOf(fields, canonicalAttribute) ?? null,
    definition,
    channels: [allRecords, ...textsOf(fields, channelsAttribute(parent))],
    orderings: Object.fromEntries(orderings.map((name) => [name.slice(order.length), Number(textOf(fields, name))])),
    copies: Number(textOf(fields, 'copies') ?? 0),
    createdOn: Number(textOf(fields, 'created-on')),
    updatedOn: Number(textOf(fields, 'updated-on')),
  };
}
