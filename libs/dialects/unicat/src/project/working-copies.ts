import { randomUUID } from 'node:crypto';
import { RecordNotFound } from '#records';
import { NotPossible } from '../errors/unicat-errors.js';
import { schemaCollection } from '../mapping/collections.js';
import { type EditedKind, isCommitted, isExtended, itemsOf, workingCopyOf } from '../mapping/schema-items.js';
import { type ItemKind, itemKey, plurals } from '../mapping/schema-log.js';
import type { Content } from '../serializers/envelope.js';
import type { Gid, Layout, SchemaItems } from '../wire/schema.js';
import type { ProjectWrite } from './project-write.js';

/** @throws RecordNotFound */
export function requireItem<K extends ItemKind>(write: ProjectWrite, kind: K, gid: Gid): SchemaItems[K] {
  const item = itemsOf(write.schema.content, kind).get(gid);
  if (item === undefined) throw new RecordNotFound(schemaCollection, itemKey(kind, gid));
  return item;
}

/**
 * @throws RecordNotFound
 * @throws NotPossible for an extended definition, which belongs to its record
 */
export function requireEditable<K extends EditedKind>(write: ProjectWrite, kind: K, gid: Gid): SchemaItems[K] {
  const item = requireItem(write, kind, gid);
  if (isExtended(item)) throw new NotPossible();
  return item;
}

/**
 * Items may only be made of committed ones.
 * @throws RecordNotFound
 * @throws NotPossible for one that is new or a working copy
 */
export function requireCommitted(write: ProjectWrite, kind: EditedKind, gids: readonly Gid[]): void {
  for (const gid of gids) if (!isCommitted(requireItem(write, kind, gid))) throw new NotPossible();
}

/**
 * What a change goes to: a new item or a working copy itself; of a committed item its working copy, which is put once the
 * change is made. The layout comes along as a working copy.
 */
export async function openForChange<K extends EditedKind>(write: ProjectWrite, kind: K, gid: Gid): Promise<SchemaItems[K]> {
  const item = requireEditable(write, kind, gid);
  if (!isCommitted(item)) return item;
  const known = workingCopyOf(write.schema.content, kind, gid);
  if (known !== undefined) return known;
  return {
    ...item,
    gid: randomUUID(),
    original: gid,
    is_working_copy: true,
    ...('is_base' in item ? { is_base: false } : {}),
    ...('layout' in item ? { layout: (await openLayout(write, item.layout)).gid } : {}),
  };
}

/** Likewise for a layout: the one to change, put already. */
export async function openLayout(write: ProjectWrite, gid: Gid): Promise<Layout> {
  const layout = requireItem(write, 'layout', gid);
  if (!isCommitted(layout)) return layout;
  const copy = { ...layout, gid: randomUUID(), original: gid, is_working_copy: true };
  await write.putItem('layout', copy);
  return copy;
}

/** The new or working copy that is meant, by its own gid or by that of its original. @throws NotPossible where there is none */
export function requireUncommitted<K extends EditedKind>(write: ProjectWrite, kind: K, gid: Gid): SchemaItems[K] {
  const item = requireEditable(write, kind, gid);
  const meant = isCommitted(item) ? workingCopyOf(write.schema.content, kind, gid) : item;
  if (meant === undefined) throw new NotPossible();
  return meant;
}

/** Takes a layout out that no definition and no class has any more, and what it is a working copy of. */
export async function dropLayout(write: ProjectWrite, gid: Gid): Promise<void> {
  const { definitions, classes, layouts } = write.schema.content;
  const found = layouts.get(gid);
  const owned = [...definitions.values(), ...classes.values()].some(({ layout }) => layout === gid);
  if (found === undefined || owned) return;
  await write.deleteItem('layout', gid);
  if (found.original !== null) await dropLayout(write, found.original);
}

/** An answer about one item, with its original and their layouts, and definitions that changed with it. */
export function answerItem(
  write: ProjectWrite,
  kind: EditedKind,
  gid: Gid,
  { result = {}, definitions = [] }: { readonly result?: object; readonly definitions?: readonly Gid[] } = {},
): Promise<Content> {
  const items = itemsOf(write.schema.content, kind);
  const shown = [gid, items.get(gid)?.original ?? ''].flatMap((each) => items.get(each) ?? []);
  const others = definitions.flatMap((each) => write.schema.content.definitions.get(each) ?? []);
  const layouts = [...shown, ...others].flatMap((item) => ('layout' in item ? [item.layout] : []));
  const gids = shown.map((item) => item.gid);
  return write.answer(
    { [kind]: gid, ...result },
    {
      ...(definitions.length > 0 ? { definitions } : {}),
      [plurals[kind]]: kind === 'definition' ? [...gids, ...definitions] : gids,
      ...(kind === 'field' ? {} : { layouts }),
    },
    write.schema.languages,
  );
}
