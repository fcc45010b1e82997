import { randomUUID } from 'node:crypto';
import { NotPossible } from '../errors/unicat-errors.js';
import { keepShared } from '../mapping/changed-values.js';
import { placementCollection } from '../mapping/collections.js';
import { definitionAttribute } from '../mapping/placement.js';
import type { Definition, Gid } from '../wire/schema.js';
import { familyOf, type LinkFamily } from './link-family.js';
import type { RootedRecord } from './placed-records.js';
import type { ProjectWrite } from './project-write.js';
import { dropLayout } from './working-copies.js';

/** @throws NotPossible */
export function requireDefinition(write: ProjectWrite, gid: Gid): Definition {
  const definition = write.schema.content.definitions.get(gid);
  if (definition === undefined) throw new NotPossible();
  return definition;
}

/** Gids of the records that have a definition. */
export async function usersOf(write: ProjectWrite, definition: Gid): Promise<readonly Gid[]> {
  return (await write.tx.listReferrers(placementCollection, definitionAttribute, [definition])).get(definition) ?? [];
}

/** The definition of a record where it is its own; else that which a first extension begins with, and its original. */
export interface Extension {
  readonly family: LinkFamily;
  readonly definition: Definition;
  readonly original: Definition;
}

/**
 * Makes ready to extend the definition of a record: the private copy that it has, or a new one (contract §4.3). One that
 * others share is copied again, since an extension concerns one record.
 * @throws NotPossible
 */
export async function extensionOf(write: ProjectWrite, record: RootedRecord): Promise<Extension> {
  const family = await familyOf(write, record);
  const current = requireDefinition(write, family.canonical.placement.definition);
  const original = current.is_extended ? requireDefinition(write, current.original ?? '') : current;
  const members = new Set(family.members.map(({ gid }) => gid));
  const isOwn = current.is_extended && (await usersOf(write, current.gid)).every((gid) => members.has(gid));
  if (isOwn) return { family, definition: current, original };
  const layout = write.schema.content.layouts.get(current.layout);
  const copied = layout === undefined ? current.layout : randomUUID();
  if (layout !== undefined) await write.putItem('layout', { ...layout, gid: copied });
  const definition: Definition = {
    ...current,
    gid: randomUUID(),
    original: original.gid,
    layout: copied,
    is_base: false,
    is_new: false,
    is_working_copy: true,
    is_extended: true,
  };
  return { family, definition, original };
}

/** Puts what an extension has become, and gives it to the record and its links. */
export async function putExtension(write: ProjectWrite, { members }: LinkFamily, definition: Definition): Promise<void> {
  const before = write.schema;
  await write.putItem('definition', definition);
  await giveDefinition(write, members, definition.gid, before);
}

/**
 * Fields that both definitions have keep their values, others are cleared (contract §4.3).
 * @param before the schema that the records' values belong to
 */
export async function giveDefinition(
  write: ProjectWrite,
  members: readonly RootedRecord[],
  definition: Gid,
  before = write.schema,
): Promise<void> {
  const left = new Set<Gid>();
  const to = write.schema.shapeOfRecord(definition);
  await write.putRecords(
    members.map(({ gid, record, placement }) => {
      left.add(placement.definition);
      const values = keepShared(before.shapeOfRecord(placement.definition), to, record.fields, before.languages);
      const placed = placement.definition === definition ? {} : { placement: { ...placement, definition, updatedOn: write.now } };
      return { gid, values, ...placed };
    }),
  );
  for (const gid of left) await dropUnused(write, gid);
}

/** An extended definition that nobody has any more is gone. */
export async function dropUnused(write: ProjectWrite, gid: Gid): Promise<void> {
  const definition = write.schema.content.definitions.get(gid);
  if (definition?.is_extended !== true || (await usersOf(write, gid)).length > 0) return;
  await write.deleteItem('definition', gid);
  await dropLayout(write, definition.layout);
}
