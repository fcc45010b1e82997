import { NotPossible } from '../errors/unicat-errors.js';
import { rebase } from '../mapping/extended-definitions.js';
import { type EditedKind, freeItemName, isCommitted, itemsOf, tidyFieldlists, withTitle } from '../mapping/schema-items.js';
import type { Content } from '../serializers/envelope.js';
import type { Definition, Gid, SchemaItems } from '../wire/schema.js';
import { followSchema } from './follow-schema.js';
import type { ProjectWrite } from './project-write.js';
import { answerItem, dropLayout, requireItem } from './working-copies.js';

/**
 * Makes a new item or a working copy official: definitions settle on it, records follow, and the answer shows all that changed.
 * @throws NotPossible where another committed item has the name
 * @throws InvalidRecord where the register cannot have its values (docs/adr/0007)
 */
export async function commitItem<K extends EditedKind>(write: ProjectWrite, kind: K, item: SchemaItems[K]): Promise<Content> {
  const before = write.schema;
  const gid = await commit(write, kind, item);
  const definitions = await settleDefinitions(write, kind, gid, itemsOf(before.content, kind).get(gid));
  await followSchema(write, before);
  return answerItem(write, kind, gid, { definitions });
}

async function commit<K extends EditedKind>(write: ProjectWrite, kind: K, item: SchemaItems[K]): Promise<Gid> {
  const { content } = write.schema;
  const gid = item.original ?? item.gid;
  const original = item.original === null ? undefined : requireItem(write, kind, item.original);
  if (original?.name !== item.name && freeItemName(content, kind, item.name) !== item.name) throw new NotPossible();
  const layout = 'layout' in item ? { layout: await commitLayout(write, item.layout) } : {};
  const base = original !== undefined && 'is_base' in original ? { is_base: original.is_base } : {};
  const committed = { ...item, ...layout, ...base, gid, original: null, is_new: false, is_working_copy: false };
  await write.putItem(kind, committed);
  if (item.gid !== gid) await write.deleteItem(kind, item.gid);
  if (original !== undefined && 'layout' in original) await dropLayout(write, original.layout);
  return gid;
}

/** @returns the gid of the layout that has the content now */
async function commitLayout(write: ProjectWrite, gid: Gid): Promise<Gid> {
  const layout = requireItem(write, 'layout', gid);
  if (isCommitted(layout)) return gid;
  const target = layout.original !== null && write.schema.content.layouts.has(layout.original) ? layout.original : gid;
  await write.putItem('layout', { ...layout, gid: target, original: null, is_new: false, is_working_copy: false });
  if (target !== gid) await write.deleteItem('layout', gid);
  return target;
}

/**
 * Definitions keep to what they consist of: a title field and fieldlists of their own fields, extended ones their extras.
 * @param before what a committed definition was
 * @returns the other definitions that changed
 */
export async function settleDefinitions(
  write: ProjectWrite,
  kind: EditedKind,
  gid: Gid,
  before: SchemaItems[EditedKind] | undefined,
): Promise<Gid[]> {
  const changed: Gid[] = [];
  for (const definition of write.schema.content.definitions.values()) {
    if (!isConcerned(definition, kind, gid)) continue;
    const settled = settle(write, rebased(write, definition, gid, before));
    if (settled === definition) continue;
    await write.putItem('definition', settled);
    if (definition.gid !== gid) changed.push(definition.gid);
  }
  return changed;
}

function isConcerned(definition: Definition, kind: EditedKind, gid: Gid): boolean {
  if (kind === 'definition') return definition.gid === gid || (definition.is_extended && definition.original === gid);
  return kind === 'class' && definition.classes.includes(gid);
}

function settle({ schema: { content } }: ProjectWrite, definition: Definition): Definition {
  return withTitle(tidyFieldlists(definition, content), content);
}

function rebased(
  { schema: { content } }: ProjectWrite,
  definition: Definition,
  gid: Gid,
  before: SchemaItems[EditedKind] | undefined,
): Definition {
  const after = content.definitions.get(gid);
  if (definition.original !== gid || after === undefined) return definition;
  return before !== undefined && 'titlefield' in before ? rebase(definition, before, after) : definition;
}
