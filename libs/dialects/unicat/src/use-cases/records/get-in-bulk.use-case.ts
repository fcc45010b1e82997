import { Inject, Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { shownLanguages } from '../../project/known-names.js';
import { Projects } from '../../project/projects.js';
import { RECORD_SEARCH, type RecordSearching } from '../../project/record-search.js';
import { SelectedRecords } from '../../project/selected-records.js';
import { readSelection, requireKnownNames } from '../../project/selection.js';
import { readSelectionCursor, writeSelectionCursor } from '../../project/selection-cursor.js';
import { serializeAnswer } from '../../serializers/answer.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import { RecordTexts } from '../../serializers/record-texts.js';
import type { Gid, Language } from '../../wire/schema.js';

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
    private readonly texts: RecordTexts,
    @Inject(RECORD_SEARCH) private readonly search: RecordSearching,
  ) {}

  /**
   * @throws BadParameter
   * @throws BulkSelectionError
   * @throws SearchError
   */
  async execute({ member, selection, cursor, size, languages }: GetInBulkQuery): Promise<Content> {
    const project = this.projects.of(member.space);
    const { schema } = await project.find(member, []);
    const shown = shownLanguages(schema, languages);
    const parts = readSelection(selection);
    requireKnownNames(parts, schema);
    const start = readSelectionCursor(selection, cursor);
    // Before the snapshot: a search is never asked from within one.
    const found: (readonly Gid[])[] = [];
    for (const part of parts) if (part.kind === 'search') found.push(await this.search.find(member, part.query));
    return project.browse(member, async (view) => {
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
