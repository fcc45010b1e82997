import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { schemaCollection } from '../../mapping/collections.js';
import { itemsOf } from '../../mapping/schema-items.js';
import { type ItemKind, itemKey, plurals } from '../../mapping/schema-log.js';
import { Projects } from '../../project/projects.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid } from '../../wire/schema.js';

/** One item, or a list of them. */
export type WantedItems = { readonly one: Gid } | { readonly list: readonly Gid[] };

export interface GetSchemaItemsQuery {
  readonly member: ProjectMember;
  readonly kind: ItemKind;
  readonly wanted: WantedItems;
}

/** Items of the schema by gid; of a list those that exist (contract §5). */
@Injectable()
export class GetSchemaItems {
  constructor(private readonly projects: Projects) {}

  /** @throws RecordNotFound for a single one that there is not */
  execute({ member, kind, wanted }: GetSchemaItemsQuery): Promise<Content> {
    return this.projects.of(member.space).browse(member, async ({ schema }) => {
      const items = itemsOf(schema.content, kind);
      if ('one' in wanted && !items.has(wanted.one)) throw new RecordNotFound(schemaCollection, itemKey(kind, wanted.one));
      const gids = 'one' in wanted ? [wanted.one] : wanted.list.filter((gid) => items.has(gid));
      return {
        result: 'one' in wanted ? { [kind]: wanted.one } : { [plurals[kind]]: gids },
        data: JSON.stringify({ [plurals[kind]]: Object.fromEntries(gids.map((gid) => [gid, items.get(gid)])) }),
      };
    });
  }
}
