import { Injectable } from '@nestjs/common';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { freeName } from '../../mapping/free-name.js';
import { isCommitted } from '../../mapping/schema-items.js';
import { settleDefinitions } from '../../project/commit-item.js';
import { dropUnused, giveDefinition, requireDefinition, usersOf } from '../../project/extended-definition.js';
import { followSchema } from '../../project/follow-schema.js';
import { familyOf } from '../../project/link-family.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Definition, Gid, Language } from '../../wire/schema.js';

export interface RecordDefinitionCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly languages?: readonly Language[] | undefined;
}

/** Gives a record another definition (contract §4.3). */
@Injectable()
export class SetDefinition {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for a definition that is not committed */
  execute({ member, record, definition, languages }: RecordDefinitionCommand & { readonly definition: Gid }): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const { members } = await familyOf(write, await write.require(record));
      if (!isCommitted(requireDefinition(write, definition))) throw new NotPossible();
      await giveDefinition(write, members, definition);
      return write.answer({ record }, { records: [record, ...members.map(({ gid }) => gid)] }, shown);
    });
  }
}

/** Takes the private copy of a definition from a record (contract §4.3). */
@Injectable()
export class RevertDefinition {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible */
  execute({ member, record, languages }: RecordDefinitionCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const { canonical, members } = await familyOf(write, await write.require(record));
      const current = requireDefinition(write, canonical.placement.definition);
      const definition = current.is_extended ? requireDefinition(write, current.original ?? '').gid : current.gid;
      await giveDefinition(write, members, definition);
      const records = [record, ...members.map(({ gid }) => gid)];
      return write.answer({ record, definition }, { records, definitions: [definition] }, shown);
    });
  }
}

/** Gives a record's definition to all records beside it (contract §4.3). */
@Injectable()
export class CopyDefinitionToSiblings {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute({ member, record }: RecordDefinitionCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const { placement } = await write.require(record);
      const { parent, definition } = placement;
      const siblings = parent === null ? [] : await write.tree.listAllChildren(parent);
      for (let at = 0; at < siblings.length; at += 500) {
        const found = await write.tree.findRooted(siblings.slice(at, at + 500));
        // A link has what its canonical has; it changes with it.
        const originals = [...found.values()].filter((each) => each.placement.canonical === null);
        const links = await write.tree.listLinks(originals.map(({ gid }) => gid));
        const linked = await write.tree.findRooted([...links.values()].flat());
        await giveDefinition(write, [...originals, ...linked.values()], definition);
      }
      return write.answer({}, {}, []);
    });
  }
}

/** What extends a record's definition becomes part of the original, for all records that have it (contract §4.3). */
@Injectable()
export class CommitDefinition {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for a record whose definition is not extended */
  execute({ member, record, languages }: RecordDefinitionCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const extended = requireDefinition(write, (await write.require(record)).placement.definition);
      if (!extended.is_extended) throw new NotPossible();
      const original = requireDefinition(write, extended.original ?? '');
      const before = write.schema;
      const layout = before.content.layouts.get(extended.layout);
      if (layout !== undefined) await write.putItem('layout', { ...layout, gid: original.layout });
      const { gid, layout: own, is_base } = original;
      await write.putItem('definition', { ...committed(extended), gid, layout: own, is_base });
      const settled = await settleDefinitions(write, 'definition', gid, original);
      await followSchema(write, before);
      const users = await write.tree.findRooted(await usersOf(write, extended.gid));
      await giveDefinition(write, [...users.values()], gid);
      await dropUnused(write, extended.gid);
      const others = settled.filter((each) => each !== extended.gid);
      return write.answer(
        { record, definition: gid },
        { records: [...users.keys()], definitions: [gid, ...others], layouts: [own] },
        shown,
      );
    });
  }
}

/** A record's private copy becomes a definition of its own (contract §4.3). */
@Injectable()
export class SaveDefinitionAsNew {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @param name undefined: that of the original, made unique
   * @throws BadParameter, RecordNotFound, NotPossible for a record whose definition is not extended
   */
  execute({
    member,
    record,
    name,
    languages,
  }: RecordDefinitionCommand & { readonly name: string | undefined }): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const extended = requireDefinition(write, (await write.require(record)).placement.definition);
      if (!extended.is_extended) throw new NotPossible();
      const others = [...write.schema.content.definitions.values()].filter(({ gid }) => gid !== extended.gid);
      const free = freeName(name ?? extended.name, new Set(others.map((each) => each.name)));
      await write.putItem('definition', { ...committed(extended), name: free });
      const { gid, layout } = extended;
      return write.answer({ record, definition: gid }, { records: [record], definitions: [gid], layouts: [layout] }, shown);
    });
  }
}

function committed(definition: Definition): Definition {
  return { ...definition, original: null, is_new: false, is_working_copy: false, is_extended: false };
}
