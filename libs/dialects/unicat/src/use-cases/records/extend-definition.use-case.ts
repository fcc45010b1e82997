import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { addPart, movePart, type PartChange, removePart } from '../../mapping/definition-parts.js';
import { extensionOf, putExtension } from '../../project/extended-definition.js';
import { requireRegister } from '../../project/follow-schema.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface ExtendDefinitionCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly action: 'add' | 'move' | 'remove';
  readonly change: PartChange;
  readonly languages: readonly Language[] | undefined;
}

/** Gives a record classes, fields or entries of fieldlists of its own, in a private copy of its definition (contract §4.3). */
@Injectable()
export class ExtendDefinition {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws BadParameter, RecordNotFound, NotPossible
   * @throws InvalidRecord where the register of the records cannot have the values
   */
  execute({ member, record, action, change, languages }: ExtendDefinitionCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      const { family, definition, original } = await extensionOf(write, await write.require(record));
      const { content } = write.schema;
      const changes = {
        add: () => addPart(definition, change, content),
        move: () => movePart(definition, change),
        remove: () => removePart(definition, change, original, content),
      };
      const extended = changes[action]();
      await putExtension(write, family, extended);
      if (action === 'add') await requireRegister(write);
      return write.answer(
        { record, definition: extended.gid },
        {
          records: [record, ...family.members.map(({ gid }) => gid)],
          definitions: [extended.gid],
          layouts: [extended.layout],
        },
        shown,
      );
    });
  }
}
