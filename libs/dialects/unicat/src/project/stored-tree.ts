import type { Condition, RecordReader, StoredRecord } from '#records';
import { placementCollection } from '../mapping/collections.js';
import { canonicalAttribute, channelsAttribute, orderAttribute, parentAttribute } from '../mapping/placement.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { RecordView } from '../serializers/record.serializer.js';
import { allRecords } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import { findPlacedRecords, keepRooted, type RootedRecord, viewRecords } from './placed-records.js';
import type { ChildrenQuery, ProjectView, Range } from './project-reader.js';

const pageSize = 1000;

/** The records of a project that was born here, as one reader sees them: a snapshot, or a write so far. */
export class StoredTree implements ProjectView {
  constructor(
    private readonly reader: RecordReader,
    readonly schema: ProjectSchema,
    readonly root: Gid | undefined,
  ) {}

  async find(gids: readonly Gid[]): Promise<ReadonlyMap<Gid, RecordView>> {
    return viewRecords(this.reader, this.schema, [...(await this.findRooted(gids)).values()]);
  }

  /** Without what only an answer needs: children and links. */
  async findRooted(gids: readonly Gid[]): Promise<ReadonlyMap<Gid, RootedRecord>> {
    const placed = await findPlacedRecords(this.reader, gids);
    const rooted = await keepRooted(this.reader, this.root, placed);
    return new Map(rooted.map((each) => [each.gid, each]));
  }

  async listChildren(parent: Gid, { channel, ordering }: ChildrenQuery, { top, size }: Range): Promise<readonly Gid[]> {
    const among = siblings(parent, channel);
    if (ordering === undefined) {
      const { items } = await this.reader.listRecords(placementCollection, { where: among, skip: top, limit: size });
      return items.map(({ key }) => key);
    }
    const attribute = orderAttribute(parent, ordering);
    const { items } = await this.reader.listRecords(placementCollection, {
      orderBy: { attribute },
      where: inChannel(parent, channel),
      skip: top,
      limit: size,
    });
    const ordered = items.map(({ key }) => key);
    // Counting takes as long as there are children, so a full page goes without.
    if (ordered.length === size || top + ordered.length >= (await this.countChildren(parent, channel))) return ordered;
    return [...ordered, ...(await this.listUnordered(among, attribute, { top, size }))];
  }

  /** All children, in order of creation. */
  async listAllChildren(parent: Gid): Promise<readonly Gid[]> {
    return (await this.reader.listReferrers(placementCollection, parentAttribute, [parent])).get(parent) ?? [];
  }

  async countChildren(parent: Gid, channel: string | undefined): Promise<number> {
    if (channel === undefined || channel === allRecords) {
      return (await this.reader.countReferrers(placementCollection, parentAttribute, [parent])).get(parent) ?? 0;
    }
    return this.reader.countRecords(placementCollection, { where: siblings(parent, channel) });
  }

  /** The highest index among the children of a record; 0 where none has one. */
  async lastIndex(parent: Gid, ordering: string): Promise<number> {
    const last = await this.lastChild(parent, ordering);
    return last === undefined ? 0 : Number(last.fields[orderAttribute(parent, ordering)]);
  }

  /** The placement of the child with the highest index. */
  async lastChild(parent: Gid, ordering: string): Promise<StoredRecord | undefined> {
    const attribute = orderAttribute(parent, ordering);
    const { items } = await this.reader.listRecords(placementCollection, { orderBy: { attribute }, descending: true, limit: 1 });
    return items[0];
  }

  /** The records and all that is below them, level by level: one statement for each level. */
  async listSubtree(tops: readonly Gid[]): Promise<readonly (readonly Gid[])[]> {
    const levels: Gid[][] = [];
    for (let level = [...new Set(tops)]; level.length > 0; ) {
      levels.push(level);
      const children = await this.reader.listReferrers(placementCollection, parentAttribute, level);
      level = [...children.values()].flat();
    }
    return levels;
  }

  /** Links to any of the records, by what they point at. */
  listLinks(gids: readonly Gid[]): Promise<ReadonlyMap<Gid, readonly Gid[]>> {
    return this.reader.listReferrers(placementCollection, canonicalAttribute, gids);
  }

  /** Children without an index come last, in order of creation (contract §4.1). To find them, all children have to be read. */
  private async listUnordered(among: readonly Condition[], attribute: string, { top, size }: Range): Promise<Gid[]> {
    const unordered: Gid[] = [];
    let ordered = 0;
    for (let after = 0; ; ) {
      const { items, more } = await this.reader.listRecords(placementCollection, { where: among, after, limit: pageSize });
      for (const { key, fields } of items) {
        if (Object.hasOwn(fields, attribute)) ordered += 1;
        else unordered.push(key);
      }
      if (!more) break;
      after = items.at(-1)?.ordinal ?? after;
    }
    return unordered.slice(Math.max(0, top - ordered), Math.max(0, top + size - ordered));
  }
}

function siblings(parent: Gid, channel: string | undefined): readonly Condition[] {
  const narrowed = inChannel(parent, channel);
  return narrowed.length > 0 ? narrowed : [{ attribute: parentAttribute, equals: parent }];
}

function inChannel(parent: Gid, channel: string | undefined): readonly Condition[] {
  if (channel === undefined || channel === allRecords) return [];
  return [{ attribute: channelsAttribute(parent), equals: channel }];
}
