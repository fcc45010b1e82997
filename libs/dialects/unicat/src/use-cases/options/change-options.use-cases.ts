import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import { BadParameter, NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { schemaCollection } from '../../mapping/collections.js';
import {
  hasOption,
  type OptionKind,
  optionKeys,
  withOption,
  withOptionMoved,
  withoutOptions,
} from '../../mapping/project-options.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { AnswerParts } from '../../serializers/answer.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import { allRecords } from '../../wire/project.js';
import type { Gid } from '../../wire/schema.js';

@Injectable()
export class CreateOption {
  constructor(private readonly writes: ProjectWrites) {}

  execute(member: ProjectMember, kind: OptionKind, name: string): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const key = randomUUID();
      await write.putProject(withOption(write.project, kind, key, name));
      return answer(write, { [kind]: key });
    });
  }
}

@Injectable()
export class RenameOption {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws BadParameter for the pseudo channel
   * @throws RecordNotFound
   */
  execute(member: ProjectMember, kind: OptionKind, key: string, name: string): Promise<Content> {
    requireOwn(kind, [key]);
    return this.writes.execute(member, async (write) => {
      requireOption(write, kind, key);
      await write.putProject(withOption(write.project, kind, key, name));
      return answer(write);
    });
  }
}

@Injectable()
export class MoveOption {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @param before the last place where undefined
   * @throws BadParameter for the pseudo channel, which is always the first
   * @throws RecordNotFound
   */
  execute(member: ProjectMember, kind: OptionKind, key: string, before: string | undefined): Promise<Content> {
    const named = before === undefined ? [key] : [key, before];
    requireOwn(kind, named);
    return this.writes.execute(member, async (write) => {
      for (const each of named) requireOption(write, kind, each);
      if (key !== before) await write.putProject(withOptionMoved(write.project, kind, key, before));
      return answer(write);
    });
  }
}

/** One that has to be there, or those of a list that are. */
export type UnwantedOptions = { readonly key: string } | { readonly keys: readonly string[] };

/**
 * Takes options out of the project. Definitions lose fieldlists; channels and orderings stay in the placements that have them,
 * where nobody sees them any more (docs/adr/0036).
 */
@Injectable()
export class DeleteOptions {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws BadParameter for the pseudo channel
   * @throws RecordNotFound for a single one that does not exist
   * @throws NotPossible for the last ordering or fieldlist
   */
  execute(member: ProjectMember, kind: OptionKind, unwanted: UnwantedOptions): Promise<Content> {
    const keys = 'key' in unwanted ? [unwanted.key] : unwanted.keys;
    requireOwn(kind, keys);
    const work = async (write: ProjectWrite): Promise<Content> => {
      if ('key' in unwanted) requireOption(write, kind, unwanted.key);
      const project = withoutOptions(write.project, kind, keys);
      if (optionKeys(project, kind).length === 0) throw new NotPossible();
      await write.putProject(project);
      const definitions = kind === 'fieldlist' ? await dropFieldlists(write, keys) : [];
      return answer(write, {}, definitions.length === 0 ? {} : { definitions });
    };
    // Any number of records may have a definition of their own.
    return this.writes.execute(member, work, { alone: kind === 'fieldlist' });
  }
}

async function dropFieldlists(write: ProjectWrite, keys: readonly string[]): Promise<Gid[]> {
  const changed: Gid[] = [];
  for (const definition of [...write.schema.content.definitions.values()]) {
    const kept = Object.entries(definition.fieldlists).filter(([key]) => !keys.includes(key));
    if (kept.length === Object.keys(definition.fieldlists).length) continue;
    await write.putItem('definition', { ...definition, fieldlists: Object.fromEntries(kept) });
    changed.push(definition.gid);
  }
  return changed;
}

function requireOwn(kind: OptionKind, keys: readonly string[]): void {
  if (kind === 'channel' && keys.includes(allRecords)) throw new BadParameter(kind);
}

function requireOption({ project }: ProjectWrite, kind: OptionKind, key: string): void {
  if (!hasOption(project, kind, key)) throw new RecordNotFound(schemaCollection, key);
}

function answer(write: ProjectWrite, result: object = {}, parts: AnswerParts = {}): Promise<Content> {
  return write.answer({ ...result, project: write.project.gid }, { ...parts, project: true }, write.schema.languages);
}
