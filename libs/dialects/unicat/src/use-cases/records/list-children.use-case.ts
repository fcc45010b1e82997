import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { recordCollection } from '../../mapping/collections.js';
import { requireChannels, requireOrdering, shownLanguages } from '../../project/known-names.js';
import type { ChildrenQuery, Range } from '../../project/project-reader.js';
import { Projects } from '../../project/projects.js';
import { serializeAnswer } from '../../serializers/answer.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import { RecordTexts } from '../../serializers/record-texts.js';
import { allRecords } from '../../wire/project.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface ListChildrenQuery {
  readonly member: ProjectMember;
  readonly record: Gid;
  readonly query: ChildrenQuery;
  readonly range: Range;
  readonly languages: readonly Language[] | undefined;
  /** With the record itself and its path. */
  readonly worksheet: boolean;
}

/** The children of a record, page by page, or the worksheet that shows them below it (contract §4.1). */
@Injectable()
export class ListChildren {
  constructor(
    private readonly projects: Projects,
    private readonly texts: RecordTexts,
  ) {}

  /**
   * @throws BadParameter
   * @throws RecordNotFound
   */
  execute({ member, record, query, range, languages, worksheet }: ListChildrenQuery): Promise<Content> {
    return this.projects.of(member.space).browse(member, async (view) => {
      const shown = shownLanguages(view.schema, languages);
      requireOrdering(view.schema, query.ordering);
      if (query.channel !== undefined) requireChannels(view.schema, [query.channel], 'channel');
      const own = await view.find([record]);
      const parent = own.get(record);
      if (parent === undefined) throw new RecordNotFound(recordCollection, record);
      const gids = await view.listChildren(record, query, range);
      const children = await view.find(gids);
      const listed = {
        children: gids.filter((gid) => children.has(gid)),
        'children.size':
          (query.channel ?? allRecords) === allRecords
            ? parent.place.childcount
            : await view.countChildren(record, query.channel),
      };
      const views = worksheet ? new Map([...own, ...children]) : children;
      const data = serializeAnswer({ records: [] }, views, view.schema, shown, this.texts);
      return { result: worksheet ? { record, path: parent.place.path.toReversed(), ...listed } : listed, data };
    });
  }
}
