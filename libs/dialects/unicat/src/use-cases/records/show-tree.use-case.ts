import { Injectable } from '@nestjs/common';
import { isUuid4 } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { ExpandedTree } from '../../project/expanded-tree.js';
import { requireOrdering, shownLanguages } from '../../project/known-names.js';
import type { Range } from '../../project/project-reader.js';
import { Projects } from '../../project/projects.js';
import type { Content } from '../../serializers/envelope.js';
import { serializeTreeRecords } from '../../serializers/record.serializer.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface ShowTreeQuery {
  readonly member: ProjectMember;
  /** Records whose children are shown. */
  readonly expanded: readonly Gid[];
  readonly ordering: string;
  readonly range: Range;
  readonly languages: readonly Language[] | undefined;
}

/** A page of the tree as it looks with some records expanded: the root, and below each expanded record its children (contract §4.1). */
@Injectable()
export class ShowTree {
  constructor(private readonly projects: Projects) {}

  /** @throws BadParameter */
  execute({ member, expanded, ordering, range, languages }: ShowTreeQuery): Promise<Content> {
    return this.projects.of(member.space).browse(member, async (view) => {
      const shown = shownLanguages(view.schema, languages);
      requireOrdering(view.schema, ordering);
      const rows = await ExpandedTree.open(view, expanded.filter(isUuid4), ordering);
      // A page past the end is pulled back, so that it is full.
      const top = Math.max(0, Math.min(range.top, rows.size - range.size));
      const tree = await rows.page({ top, size: range.size });
      const data = `{"records":${JSON.stringify(serializeTreeRecords(await view.find(tree), shown, view.schema.languages))}}`;
      return { result: { tree, 'tree.size': rows.size }, data };
    });
  }
}
