import { randomUUID } from 'node:crypto';
import { textOf } from '#records';
import { recordCollection } from '../mapping/collections.js';
import type { Placement } from '../mapping/placement.js';
import { allRecords } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import { findPlacedRecords, type RootedRecord } from './placed-records.js';
import type { ProjectWrite } from './project-write.js';

/** Up to so many siblings are looked at one by one. */
const fewSiblings = 500;

/**
 * A link to a record, or to the canonical of a link (contract §4.2).
 * @returns gid of the link, and of what it points at
 */
export async function linkRecord(
  write: ProjectWrite,
  record: RootedRecord,
  parent: Gid,
  orderings: Placement['orderings'],
): Promise<{ readonly link: Gid; readonly canonical: Gid }> {
  // As it is by now: to make room for the link it may have moved on.
  const canonical = await write.require(record.placement.canonical ?? record.gid);
  const link = randomUUID();
  await write.putRecords([
    {
      gid: link,
      values: canonical.record.fields,
      placement: {
        parent,
        canonical: canonical.gid,
        definition: canonical.placement.definition,
        channels: [allRecords],
        orderings,
        copies: await countNamesakes(write, canonical, parent),
        createdOn: write.now,
        updatedOn: write.now,
      },
    },
  ]);
  await write.touch([canonical]);
  return { link, canonical: canonical.gid };
}

/** How many children of the parent have the record's title, in the default language. */
async function countNamesakes(write: ProjectWrite, { record, placement }: RootedRecord, parent: Gid): Promise<number> {
  const attribute = write.schema.shapeOfRecord(placement.definition).title?.leaf.attribute(write.schema.languages[0] ?? '');
  const title = attribute === undefined ? undefined : textOf(record.fields, attribute);
  if (attribute === undefined || title === undefined) return 0;
  if ((await write.tree.countChildren(parent, undefined)) <= fewSiblings) {
    const siblings = await write.tree.listAllChildren(parent);
    const records = await write.tx.findRecords(recordCollection, siblings);
    return records.filter(({ fields }) => textOf(fields, attribute) === title).length;
  }
  let count = 0;
  for (let after = 0; ; ) {
    const where = [{ attribute, equals: title }];
    const { items, more } = await write.tx.listRecords(recordCollection, { where, after, limit: fewSiblings });
    const placed = await findPlacedRecords(
      write.tx,
      items.map(({ key }) => key),
    );
    count += placed.filter((each) => each.placement.parent === parent).length;
    if (!more) return count;
    after = items.at(-1)?.ordinal ?? after;
  }
}
