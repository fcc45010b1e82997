import { NotPossible } from '../errors/unicat-errors.js';
import type { Definition, Gid } from '../wire/schema.js';
import { placedBefore } from './placed-before.js';
import type { SchemaContent } from './project-schema.js';

/** A list of a definition that an extension may add to. */
export type PartList =
  | { readonly kind: 'classes' }
  | { readonly kind: 'fields' }
  | { readonly kind: 'fieldlist'; readonly key: string };

/** What a change of the list is about, and before which of its entries it goes; to the end where that is none of them. */
export interface PartChange {
  readonly list: PartList;
  readonly item: Gid;
  readonly before?: Gid | undefined;
}

type Content = Pick<SchemaContent, 'classes' | 'fields' | 'project'>;

/** @throws NotPossible for what is not committed or is there already */
export function addPart(definition: Definition, change: PartChange, content: Content): Definition {
  const { list, item, before } = change;
  requirePart(definition, list, item, content);
  const entries = entriesOf(definition, list);
  if (entries.includes(item)) throw new NotPossible();
  return withEntries(definition, list, placedBefore(entries, item, before));
}

/** @throws NotPossible */
export function movePart(definition: Definition, { list, item, before }: PartChange): Definition {
  const entries = entriesOf(definition, list);
  if (!entries.includes(item)) throw new NotPossible();
  return withEntries(definition, list, placedBefore(entries, item, before));
}

/** @throws NotPossible for what the original has too, or the definition has not */
export function removePart(
  definition: Definition,
  { list, item }: PartChange,
  original: Definition,
  content: Content,
): Definition {
  const entries = entriesOf(definition, list);
  if (!entries.includes(item) || entriesOf(original, list).includes(item)) throw new NotPossible();
  const changed = withEntries(
    definition,
    list,
    entries.filter((each) => each !== item),
  );
  const left = new Set(allFields(changed, content));
  const fieldlists = Object.entries(changed.fieldlists).map(([key, fields]) => [key, fields.filter((gid) => left.has(gid))]);
  return { ...changed, fieldlists: Object.fromEntries(fieldlists) as Definition['fieldlists'] };
}

/** Its own fields first, then those of each class (contract §1.5). */
export function allFields({ fields, classes }: Definition, content: Pick<SchemaContent, 'classes'>): readonly Gid[] {
  return [...fields, ...classes.flatMap((gid) => content.classes.get(gid)?.fields ?? [])];
}

function requirePart(definition: Definition, list: PartList, item: Gid, content: Content): void {
  const fields = allFields(definition, content);
  if (list.kind === 'fieldlist') {
    const isKnown = Object.hasOwn(content.project.options.fieldlists, list.key);
    if (!isKnown || !fields.includes(item)) throw new NotPossible();
    return;
  }
  const part = list.kind === 'classes' ? content.classes.get(item) : content.fields.get(item);
  if (part === undefined || part.is_new || part.is_working_copy) throw new NotPossible();
  if (list.kind === 'fields' && fields.includes(item)) throw new NotPossible();
}

function entriesOf(definition: Definition, list: PartList): readonly Gid[] {
  if (list.kind !== 'fieldlist') return definition[list.kind];
  return Object.hasOwn(definition.fieldlists, list.key) ? (definition.fieldlists[list.key] ?? []) : [];
}

function withEntries(definition: Definition, list: PartList, entries: readonly Gid[]): Definition {
  if (list.kind !== 'fieldlist') return { ...definition, [list.kind]: entries };
  return { ...definition, fieldlists: { ...definition.fieldlists, [list.key]: entries } };
}
