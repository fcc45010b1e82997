import type { EntryNumber, RecordReader, Space, StoredRecord } from '#records';
import { placementCollection, recordCollection, recordRegister, schemaCollection } from '../mapping/collections.js';
import { canonicalAttribute, type Placement, parentAttribute, readPlacement } from '../mapping/placement.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Place } from '../serializers/record.serializer.js';
import type { Gid } from '../wire/schema.js';

/** A record with its placement, before the rest of the tree was asked about it. */
export interface PlacedRecord {
  readonly record: StoredRecord;
  readonly placement: Placement;
}

/**
 * One statement.
 * @returns with the number of entries that schema and placements had together
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
  const placement = found?.references[register];
  if (found === undefined || placement === undefined) return undefined;
  return { record: found.record, placement: readPlacement(placement.fields), size: found.watched };
}

/** Two statements for any number of gids. */
export async function findPlacedRecords(reader: RecordReader, gids: readonly Gid[]): Promise<PlacedRecord[]> {
  const records = await reader.findRecords(recordCollection, gids);
  const placements = await reader.findRecords(placementCollection, gids);
  const byGid = new Map(placements.map(({ key, fields }) => [key, fields]));
  return records.flatMap((record): PlacedRecord[] => {
    const fields = byGid.get(record.key);
    return fields === undefined ? [] : [{ record, placement: readPlacement(fields) }];
  });
}

/** Three statements for any number of records. A link has neither children nor links of its own (contract §1.2). */
export async function findPlaces(
  reader: RecordReader,
  schema: ProjectSchema,
  placed: readonly PlacedRecord[],
): Promise<ReadonlyMap<Gid, Place>> {
  const gids = placed.map(({ record }) => record.key);
  const originals = placed.filter(({ placement }) => placement.canonical === null).map(({ record }) => record.key);
  const paths = await reader.listAncestors(placementCollection, parentAttribute, gids);
  const childcounts = await reader.countReferrers(placementCollection, parentAttribute, originals);
  const backlinks = await reader.listReferrers(placementCollection, canonicalAttribute, originals);
  return new Map(
    placed.map(({ record: { key: gid }, placement }): [Gid, Place] => [
      gid,
      {
        gid,
        original: placement.canonical,
        backlinks: backlinks.get(gid) ?? [],
        path: paths.get(gid) ?? [gid],
        childcount: childcounts.get(gid) ?? 0,
        shape: schema.shapeOfRecord(placement.definition),
        channels: placement.channels,
        orderings: placement.orderings,
        createdOn: placement.createdOn,
        updatedOn: placement.updatedOn,
      },
    ]),
  );
}
