import { Injectable } from '@nestjs/common';
import { isUuid4 } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { requireOrdering, shownLanguages } from '../../project/known-names.js';
import type { ProjectView, Range } from '../../project/project-reader.js';
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

const pageSize = 1000;

/** A page of the tree as it looks with some records expanded: the root, and below each expanded record its children (contract §4.1). */
@Injectable()
export class ShowTree {
  constructor(private readonly projects: Projects) {}

  /** @throws BadParameter */
  execute({ member, expanded, ordering, range, languages }: ShowTreeQuery): Promise<Content> {
    return this.projects.of(member.space).browse(member, async (view) => {
      const shown = shownLanguages(view.schema, languages);
      requireOrdering(view.schema, ordering);
      const rows = await flatten(view, new Set(expanded.filter(isUuid4)), ordering);
      // A page past the end is pulled back, so that it is full.
      const top = Math.max(0, Math.min(range.top, rows.length - range.size));
      const tree = rows.slice(top, top + range.size);
      const data = `{"records":${JSON.stringify(serializeTreeRecords(await view.find(tree), shown, view.schema.languages))}}`;
      return { result: { tree, 'tree.size': rows.length }, data };
    });
  }
}

/** Only the children of expanded records are read, not the tree. */
async function flatten(view: ProjectView, expanded: ReadonlySet<Gid>, ordering: string): Promise<Gid[]> {
  if (view.root === undefined) return [];
  const rows: Gid[] = [];
  const pending: Gid[] = [view.root];
  for (let gid = pending.pop(); gid !== undefined; gid = pending.pop()) {
    rows.push(gid);
    if (expanded.has(gid)) pending.push(...(await listAllChildren(view, gid, ordering)).reverse());
  }
  return rows;
}

async function listAllChildren(view: ProjectView, parent: Gid, ordering: string): Promise<Gid[]> {
  const children: Gid[] = [];
  for (;;) {
    const page = await view.listChildren(parent, { ordering }, { top: children.length, size: pageSize });
    children.push(...page);
    if (page.length < pageSize) return children;
  }
}
