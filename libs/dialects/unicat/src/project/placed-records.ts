import type { EntryNumber, RecordReader, Space, StoredRecord } from '#records';
import { placementCollection, recordCollection, recordRegister, schemaCollection } from '../mapping/collections.js';
import { canonicalAttribute, knownOptions, type Placement, parentAttribute, readPlacement } from '../mapping/placement.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Place, RecordView } from '../serializers/record.serializer.js';
import type { Gid } from '../wire/schema.js';

/** A record with its placement, before the rest of the tree was asked about it. */
export interface PlacedRecord {
  readonly record: StoredRecord;
  readonly placement: Placement;
}

/** A record that hangs on the tree. */
export interface RootedRecord extends PlacedRecord {
  readonly gid: Gid;
  /** Own gid first, the root last. */
  readonly path: readonly Gid[];
}

/**
 * One statement.
 * @returns with the revisions of schema and placements, added up
 */
export async function findPlacedRecord(
  reader: RecordReader,
  space: Space,
  gid: Gid,
): Promise<(PlacedRecord & { readonly size: EntryNumber }) | undefined> {
  // Every blob holds its key under the register's name; what is stored under that key elsewhere comes along.
  const register = recordRegister(space);
  const found = await reader.findRecord(
    recordCollection,
    { key: gid },
    { references: [{ attribute: register, collection: placementCollection }], watch: [schemaCollection, placementCollection] },
  );
  const placed = found?.references[register];
  const placement = placed === undefined ? undefined : readPlacement(placed.fields);
  if (found === undefined || placement === undefined) return undefined;
  return { record: found.record, placement, size: found.watched };
}

/** Two statements for any number of gids. */
export async function findPlacedRecords(reader: RecordReader, gids: readonly Gid[]): Promise<PlacedRecord[]> {
  const records = await reader.findRecords(recordCollection, gids);
  const placements = await reader.findRecords(placementCollection, gids);
  const byGid = new Map(placements.map(({ key, fields }) => [key, readPlacement(fields)]));
  return records.flatMap((record): PlacedRecord[] => {
    const placement = byGid.get(record.key);
    return placement === undefined ? [] : [{ record, placement }];
  });
}

/**
 * Those that hang on the tree, in one statement: what was below a record that was deleted for good is unknown from that moment
 * on, although it takes a while to take it all out.
 */
export async function keepRooted(
  reader: RecordReader,
  root: Gid | undefined,
  placed: readonly PlacedRecord[],
): Promise<RootedRecord[]> {
  const paths = await reader.listAncestors(
    placementCollection,
    parentAttribute,
    placed.map(({ record }) => record.key),
  );
  return placed.flatMap(({ record, placement }): RootedRecord[] => {
    const path = paths.get(record.key) ?? [];
    return path.at(-1) === root ? [{ gid: record.key, record, placement, path }] : [];
  });
}

/** Two statements for any number of records. A link has neither children nor links of its own (contract §1.2). */
export async function viewRecords(
  reader: RecordReader,
  schema: ProjectSchema,
  rooted: readonly RootedRecord[],
): Promise<ReadonlyMap<Gid, RecordView>> {
  const originals = rooted.filter(({ placement }) => placement.canonical === null).map(({ gid }) => gid);
  const childcounts = await reader.countReferrers(placementCollection, parentAttribute, originals);
  const backlinks = await reader.listReferrers(placementCollection, canonicalAttribute, originals);
  return new Map(
    rooted.map(({ gid, record, placement, path }): [Gid, RecordView] => {
      const { channels, orderings } = knownOptions(placement, schema.content.project);
      const place: Place = {
        gid,
        original: placement.canonical,
        copies: placement.copies,
        backlinks: backlinks.get(gid) ?? [],
        path,
        childcount: childcounts.get(gid) ?? 0,
        shape: schema.shapeOfRecord(placement.definition),
        channels,
        orderings,
        createdOn: placement.createdOn,
        updatedOn: placement.updatedOn,
      };
      return [gid, { place, values: record.fields, updatedOn: record.updatedAt / 1000 }];
    }),
  );
}
