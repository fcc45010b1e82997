import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../guards/project-request.js';
import { Projects } from '../project/projects.js';
import { readSelectionCursor, writeSelectionCursor } from '../project/selection-cursor.js';
import { schemaData } from '../search/schema-search.js';
import { readSchemaSelection, selectSchemaItems } from '../search/schema-selection.js';
import type { Content } from '../serializers/envelope.js';

export interface SelectSchemaQuery {
  readonly member: ProjectMember;
  /** As it came. */
  readonly selection: unknown;
  readonly cursor: unknown;
  readonly size: number;
}

/** A page of selected definitions, classes and fields (contract §5, §4.4). */
@Injectable()
export class SelectSchema {
  constructor(private readonly projects: Projects) {}

  /** @throws BulkSelectionError, SearchError */
  async execute({ member, selection, cursor, size }: SelectSchemaQuery): Promise<Content> {
    const wanted = readSchemaSelection(selection);
    const top = readSelectionCursor(selection, cursor)?.top ?? 0;
    const { schema } = await this.projects.of(member.space).find(member, []);
    const selected = selectSchemaItems(schema, wanted);
    const items = selected.slice(top, top + size);
    const next = { top: top + size, size: selected.length, uncompared: [] };
    return {
      result: {
        schema_items: items,
        'schema_items.size': selected.length,
        'page.cursor': next.top < selected.length ? writeSelectionCursor(selection, next) : null,
      },
      data: JSON.stringify(schemaData(schema, items)),
    };
  }
}
