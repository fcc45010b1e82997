import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { shownLanguages } from '../../project/known-names.js';
import { Projects } from '../../project/projects.js';
import { SelectedRecords } from '../../project/selected-records.js';
import { readSelectionCursor, writeSelectionCursor } from '../../project/selection-cursor.js';
import { Selections } from '../../project/selections.js';
import { serializeAnswer } from '../../serializers/answer.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import { RecordTexts } from '../../serializers/record-texts.js';
import type { Language } from '../../wire/schema.js';

export interface GetInBulkQuery {
  readonly member: ProjectMember;
  /** As it came. */
  readonly selection: unknown;
  /** As it came; absent on the first page. */
  readonly cursor: unknown;
  readonly size: number;
  readonly languages: readonly Language[] | undefined;
}

/** The records of a selection, page by page (contract §4.4). */
@Injectable()
export class GetInBulk {
  constructor(
    private readonly projects: Projects,
    private readonly selections: Selections,
    private readonly texts: RecordTexts,
  ) {}

  /** @throws BadParameter, BulkSelectionError, SearchError */
  async execute({ member, selection, cursor, size, languages }: GetInBulkQuery): Promise<Content> {
    const { schema, parts, found } = await this.selections.resolve(member, selection);
    const shown = shownLanguages(schema, languages);
    const start = readSelectionCursor(selection, cursor);
    return this.projects.of(member.space).browse(member, async (view) => {
      const selected = await SelectedRecords.open(view, parts, found);
      const { views, size: total, next } = await selected.page(start, size);
      return {
        result: {
          records: [...views.keys()],
          'records.size': total,
          'page.cursor': next === null ? null : writeSelectionCursor(selection, next),
        },
        data: serializeAnswer({ records: [] }, views, view.schema, shown, this.texts),
      };
    });
  }
}
