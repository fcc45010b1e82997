import { Injectable } from '@nestjs/common';
import { BadParameter, NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { allFields } from '../../mapping/definition-parts.js';
import { placedBefore } from '../../mapping/placed-before.js';
import { type LaidOutKind, tidyFieldlists } from '../../mapping/schema-items.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { answerItem, openForChange, requireCommitted } from '../../project/working-copies.js';
import type { Content } from '../../serializers/envelope.js';
import type { Definition, FieldClass, Gid } from '../../wire/schema.js';

export type ListAction = 'add' | 'move' | 'remove';

/** An ordered list of a definition or a class: which one, and what it is a list of. */
export type ItemList =
  | { readonly name: 'fields'; readonly of: 'field' }
  | { readonly name: 'classes'; readonly of: 'class' }
  | { readonly name: 'childdefinitions'; readonly of: 'definition' }
  | { readonly name: 'fieldlist'; readonly of: 'field'; readonly key: string };

export interface ChangeItemListCommand {
  readonly member: ProjectMember;
  readonly kind: LaidOutKind;
  /** The definition or class. */
  readonly gid: Gid;
  readonly list: ItemList;
  readonly action: ListAction;
  /** What is added, moved or removed. */
  readonly target: Gid;
  /** Where to put it; at the end where it names nothing in the list. */
  readonly before: Gid | undefined;
}

/** Fields, classes and children of definitions and classes, one by one, in the working copy (contract §5). */
@Injectable()
export class ChangeItemList {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible for what is in the list already, or is not, and for what is not committed
   * @throws BadParameter for a fieldlist that the project does not have
   */
  execute({ member, kind, gid, list, action, target, before }: ChangeItemListCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      requireFieldlist(write, list);
      const item = await openForChange(write, kind, gid);
      if (action === 'add') requireCommitted(write, list.of, [target]);
      const gids = readList(item, list);
      if (gids.includes(target) === (action === 'add')) throw new NotPossible();
      if (action === 'add' && list.name === 'fieldlist') requireFieldOf(write, item, target);
      const left = action === 'remove' ? gids.filter((each) => each !== target) : placedBefore(gids, target, before);
      const changed = withList(item, list, left);
      await write.putItem(kind, 'fieldlists' in changed ? tidyFieldlists(changed, write.schema.content) : changed);
      return answerItem(write, kind, item.gid);
    });
  }
}

function requireFieldlist({ project }: ProjectWrite, list: ItemList): void {
  if (list.name === 'fieldlist' && !Object.hasOwn(project.options.fieldlists, list.key)) throw new BadParameter('fieldlist');
}

function requireFieldOf(write: ProjectWrite, item: Definition | FieldClass, field: Gid): void {
  if (!('fieldlists' in item) || !allFields(item, write.schema.content).includes(field)) throw new NotPossible();
}

function readList(item: Definition | FieldClass, list: ItemList): readonly Gid[] {
  if (list.name === 'fields') return item.fields;
  if (!('fieldlists' in item)) return [];
  return list.name === 'fieldlist' ? (item.fieldlists[list.key] ?? []) : item[list.name];
}

function withList<T extends Definition | FieldClass>(item: T, list: ItemList, gids: readonly Gid[]): T {
  if (list.name !== 'fieldlist') return { ...item, [list.name]: gids };
  return 'fieldlists' in item ? { ...item, fieldlists: { ...item.fieldlists, [list.key]: gids } } : item;
}
