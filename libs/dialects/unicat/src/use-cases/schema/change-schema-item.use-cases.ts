import { Injectable } from '@nestjs/common';
import type { JsonValue } from '#records';
import { BadParameter } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { GivenItems, GivenLayout, MetadataEntry } from '../../mapping/given-items.js';
import { isObject, member as memberOf } from '../../mapping/members.js';
import type { EditedKind, LaidOutKind } from '../../mapping/schema-items.js';
import { completeEntry, itemRules } from '../../project/item-rules.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { answerItem, dropLayout, openForChange, openLayout, requireEditable } from '../../project/working-copies.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';

interface ChangeCommand<K extends EditedKind = EditedKind> {
  readonly member: ProjectMember;
  readonly kind: K;
  /** A new item, a working copy, or a committed item, of which a working copy is made. */
  readonly gid: Gid;
}

export interface ModifySchemaItemCommand<K extends EditedKind> extends ChangeCommand<K> {
  readonly given: GivenItems[K];
}

/** Changes a definition, class or field; a committed one stays as it is until its working copy is committed (contract §5). */
@Injectable()
export class ModifySchemaItem {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound, NotPossible for an extended definition, and as `itemRules.change` */
  execute<K extends EditedKind>({ member, kind, gid, given }: ModifySchemaItemCommand<K>): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const item = await openForChange(write, kind, gid);
      const changed = itemRules[kind].change(write, item, given);
      await write.putItem(kind, changed);
      if ('layout' in item) await dropLayout(write, item.layout);
      return answerItem(write, kind, changed.gid);
    });
  }
}

export interface SetMetadataCommand extends ChangeCommand {
  readonly name: string;
  readonly entry: Partial<MetadataEntry>;
}

/** Adds or changes one entry of the metadata; what is not named stays as it was. */
@Injectable()
export class SetMetadata {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws BadParameter for a localized value that does not go by the languages of the project
   */
  execute({ member, kind, gid, name, entry }: SetMetadataCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const item = await openForChange(write, kind, gid);
      const before = memberOf(item.metadata, name);
      const known: MetadataEntry = { ...unset, ...(isObject(before) ? before : {}) };
      const changed = completeEntry('value', { ...known, ...entry }, write.schema.languages);
      const metadata: { readonly [name: string]: JsonValue } = { ...item.metadata, [name]: { ...changed } };
      await write.putItem(kind, { ...item, metadata });
      return answerItem(write, kind, item.gid);
    });
  }
}

const unset: MetadataEntry = { type: 'text', is_localized: false, value: null };

export interface ClearMetadataCommand extends ChangeCommand {
  readonly name: string;
}

/** Takes one entry out of the metadata; an item without it is answered as it is. */
@Injectable()
export class ClearMetadata {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute({ member, kind, gid, name }: ClearMetadataCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      if (!Object.hasOwn(requireEditable(write, kind, gid).metadata, name)) return answerItem(write, kind, gid);
      const item = await openForChange(write, kind, gid);
      const { [name]: _, ...metadata } = item.metadata;
      await write.putItem(kind, { ...item, metadata });
      return answerItem(write, kind, item.gid);
    });
  }
}

export interface ModifyLayoutCommand extends ChangeCommand<LaidOutKind> {
  readonly given: GivenLayout;
}

/** Changes how a definition or class is laid out, in working copies of both. */
@Injectable()
export class ModifyLayout {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws BadParameter where the root would be none of the components
   */
  execute({ member, kind, gid, given }: ModifyLayoutCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const item = await openForChange(write, kind, gid);
      const layout = await openLayout(write, item.layout);
      const { name = layout.name, root = layout.root, components = layout.components } = given;
      if (!Object.hasOwn(components, root)) throw new BadParameter('root');
      await write.putItem('layout', { ...layout, name, root, components });
      await write.putItem(kind, { ...item, layout: layout.gid });
      return answerItem(write, kind, item.gid, { result: { layout: layout.gid } });
    });
  }
}
