import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { textOf } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { initialValues } from '../../mapping/initial-values.js';
import { definitionAttribute } from '../../mapping/placement.js';
import type { RootedRecord } from '../../project/placed-records.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { placeLast } from '../../project/sibling-order.js';
import type { Content } from '../../serializers/envelope.js';
import { allRecords } from '../../wire/project.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface CreateRecordCommand {
  readonly member: ProjectMember;
  readonly parent: Gid;
  readonly ordering: string;
  readonly languages: readonly Language[] | undefined;
}

/** A new record, the last one below its parent (contract §4.2). */
@Injectable()
export class CreateRecord {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws BadParameter
   * @throws RecordNotFound for an unknown parent
   * @throws NotPossible below a link
   */
  execute({ member, parent, ordering, languages }: CreateRecordCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      write.requireOrdering(ordering);
      const above = await write.require(parent);
      if (above.placement.canonical !== null) throw new NotPossible();
      const gid = randomUUID();
      const orderings = await placeLast(write, parent);
      const definition = await definitionOfNew(write, above, ordering);
      const { fields } = write.schema.content;
      await write.putRecords([
        {
          gid,
          values: initialValues(write.schema.shapeOfRecord(definition), fields, write.schema.languages),
          placement: {
            parent,
            canonical: null,
            definition,
            channels: [allRecords],
            orderings,
            copies: 0,
            createdOn: write.now,
            updatedOn: write.now,
          },
        },
      ]);
      await write.touch([above]);
      return write.answer({ record: gid, parent }, { records: [gid, parent] }, shown);
    });
  }
}

/** That of the last sibling; else the first one that the parent's definition wants for its children; else the base. */
async function definitionOfNew(write: ProjectWrite, parent: RootedRecord, ordering: string): Promise<Gid> {
  const { definitions } = write.schema.content;
  const last = await write.tree.lastChild(parent.gid, ordering);
  const sibling = last === undefined ? undefined : definitions.get(textOf(last.fields, definitionAttribute) ?? '');
  // What a record was extended by is its own.
  if (sibling !== undefined) return sibling.is_extended ? (sibling.original ?? sibling.gid) : sibling.gid;
  const [child] = definitions.get(parent.placement.definition)?.childdefinitions ?? [];
  const base = child ?? [...definitions.values()].find(({ is_base }) => is_base)?.gid;
  if (base === undefined) throw new NotPossible();
  return base;
}
