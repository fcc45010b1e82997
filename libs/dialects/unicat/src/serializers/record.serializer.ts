import { hasEnded, type RecordFields } from '#records';
import { decodeTitle, decodeValues, type RecordShape } from '../mapping/record-values.js';
import type { Timestamp } from '../wire/project.js';
import type { RecordDocument } from '../wire/record.js';
import type { Gid, Language } from '../wire/schema.js';

/** All that other records and the schema say about a record: everything but its values. */
export interface Place {
  readonly gid: Gid;
  /** Null for a record that is no link. */
  readonly original: Gid | null;
  /** Of a link: how many records of its title there were beside it before it came. */
  readonly copies: number;
  readonly backlinks: readonly Gid[];
  /** Own gid first, the root last. */
  readonly path: readonly Gid[];
  readonly childcount: number;
  readonly shape: RecordShape;
  readonly channels: readonly string[];
  readonly orderings: { readonly [key: string]: number };
  readonly createdOn: Timestamp;
  readonly updatedOn: Timestamp;
}

export interface RecordView {
  readonly place: Place;
  readonly values: RecordFields;
  /** Of the values. The record has changed when either did. */
  readonly updatedOn: Timestamp;
}

type Values = Pick<RecordDocument, 'title' | 'fields'>;

/** What a record is apart from its values (contract §1.2). */
export function serializePlace({ place, values, updatedOn }: RecordView): Omit<RecordDocument, keyof Values> {
  const { gid, original, backlinks, path, childcount, shape, channels, orderings, createdOn } = place;
  return {
    gid,
    parent: path[1] ?? null,
    canonical: original ?? gid,
    backlinks,
    treelevel: path.length - 1,
    path,
    childcount,
    definition: shape.definition,
    status: hasEnded(values) ? 'deleted' : 'published',
    channels,
    orderings,
    is_link: original !== null,
    created_on: createdOn,
    updated_on: Math.max(place.updatedOn, updatedOn),
  };
}

/**
 * The values of a record, which depend on nothing but its blob, its place and the schema.
 * @param languages those asked for
 * @param all of the project, the default first
 */
export function serializeValues(view: RecordView, languages: readonly Language[], all: readonly Language[]): Values {
  return { title: serializeTitle(view, languages, all), fields: decodeValues(view.place.shape, view.values, languages) };
}

/** A link shows that it is a copy where its title was there already (contract §4.2). */
export function serializeTitle(
  { place: { shape, copies }, values }: RecordView,
  languages: readonly Language[],
  all: readonly Language[],
): RecordDocument['title'] {
  const title = decodeTitle(shape, values, languages, all);
  if (copies === 0) return title;
  const mark = copies === 1 ? '(copy)' : `(copy ${copies})`;
  return Object.fromEntries(Object.entries(title).map(([language, text]) => [language, `${text} ${mark}`]));
}

/** As `records/tree` sends them: without fields (contract §1.2). */
export function serializeTreeRecords(
  views: ReadonlyMap<Gid, RecordView>,
  languages: readonly Language[],
  all: readonly Language[],
): { readonly [gid: Gid]: Omit<RecordDocument, 'fields'> } {
  return Object.fromEntries(
    Array.from(views, ([gid, view]) => [gid, { ...serializePlace(view), title: serializeTitle(view, languages, all) }]),
  );
}
