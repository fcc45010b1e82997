import { Injectable } from '@nestjs/common';
import { NotPossible } from '../../errors/unicat-errors.js';
import { placementCollection } from '../../mapping/collections.js';
import { definitionAttribute } from '../../mapping/placement.js';
import { type EditedKind, isReferredTo, workingCopyOf } from '../../mapping/schema-items.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { answerItem, dropLayout, requireEditable, requireUncommitted } from '../../project/working-copies.js';
import type { Content } from '../../serializers/envelope.js';
import type { SchemaItems } from '../../wire/schema.js';
import type { SchemaItemCommand } from './commit-schema-item.use-case.js';

/** Throws a working copy away and answers with its original; a new item is gone, and the answer says null (contract §5). */
@Injectable()
export class RevertSchemaItem {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible where nothing was changed
   */
  execute({ member, kind, gid }: SchemaItemCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const item = requireUncommitted(write, kind, gid);
      await remove(write, kind, item);
      return item.original === null
        ? write.answer({ [kind]: null }, {}, write.schema.languages)
        : answerItem(write, kind, item.original);
    });
  }
}

/** Deletes a definition, class or field that nothing uses, with its working copy. */
@Injectable()
export class DeleteSchemaItem {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible while it is in use, and for the base definition
   */
  execute({ member, kind, gid }: SchemaItemCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const item = requireEditable(write, kind, gid);
      if (await isInUse(write, kind, item)) throw new NotPossible();
      const copy = workingCopyOf(write.schema.content, kind, gid);
      if (copy !== undefined) await remove(write, kind, copy);
      await remove(write, kind, item);
      return write.answer({}, {}, write.schema.languages);
    });
  }
}

async function isInUse(write: ProjectWrite, kind: EditedKind, item: SchemaItems[EditedKind]): Promise<boolean> {
  if (('is_base' in item && item.is_base) || isReferredTo(write.schema.content, kind, item.gid)) return true;
  if (kind !== 'definition') return false;
  const records = await write.tx.countReferrers(placementCollection, definitionAttribute, [item.gid]);
  return (records.get(item.gid) ?? 0) > 0;
}

async function remove(write: ProjectWrite, kind: EditedKind, item: SchemaItems[EditedKind]): Promise<void> {
  await write.deleteItem(kind, item.gid);
  if ('layout' in item) await dropLayout(write, item.layout);
}
