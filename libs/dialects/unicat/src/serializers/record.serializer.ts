import type { BlobHash, RecordFields } from '#records';
import { decodeTitle, decodeValues, type RecordShape } from '../mapping/record-values.js';
import type { Timestamp } from '../wire/project.js';
import type { RecordDocument } from '../wire/record.js';
import type { Gid, Language } from '../wire/schema.js';

/** A record with all that other records and the schema say about it. */
export interface RecordView {
  readonly gid: Gid;
  /** Null for a record that is no link. */
  readonly original: Gid | null;
  readonly backlinks: readonly Gid[];
  /** Own gid first, the root last. */
  readonly path: readonly Gid[];
  readonly childcount: number;
  readonly shape: RecordShape;
  readonly values: RecordFields;
  /** Of the blob that `values` are; undefined where some are withheld, or no blob has them. */
  readonly blobHash: BlobHash | undefined;
  readonly deleted: boolean;
  readonly channels: readonly string[];
  readonly orderings: { readonly [key: string]: number };
  readonly createdOn: Timestamp;
  readonly updatedOn: Timestamp;
}

type Values = Pick<RecordDocument, 'title' | 'fields'>;

/** What a record is apart from its values (contract §1.2). */
export function serializePlace(view: RecordView): Omit<RecordDocument, keyof Values> {
  const { gid, original, backlinks, path, childcount, shape, deleted, channels, orderings, createdOn, updatedOn } = view;
  return {
    gid,
    parent: path[1] ?? null,
    canonical: original ?? gid,
    backlinks,
    treelevel: path.length - 1,
    path,
    childcount,
    definition: shape.definition,
    status: deleted ? 'deleted' : 'published',
    channels,
    orderings,
    is_link: original !== null,
    created_on: createdOn,
    updated_on: updatedOn,
  };
}

/**
 * The values of a record, which depend on nothing but its blob and the schema.
 * @param languages those asked for
 * @param all of the project, the default first
 */
export function serializeValues({ shape, values }: RecordView, languages: readonly Language[], all: readonly Language[]): Values {
  return { title: decodeTitle(shape, values, languages, all), fields: decodeValues(shape, values, languages) };
}
