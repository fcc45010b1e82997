import { Injectable } from '@nestjs/common';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { shownLanguages } from '../../project/known-names.js';
import { Projects } from '../../project/projects.js';
import { serializeAnswer } from '../../serializers/answer.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import { RecordTexts } from '../../serializers/record-texts.js';
import type { Language } from '../../wire/schema.js';

export interface GetRootQuery {
  readonly member: ProjectMember;
  readonly languages: readonly Language[] | undefined;
}

/** The root of the tree (contract §4.1). */
@Injectable()
export class GetRoot {
  constructor(
    private readonly projects: Projects,
    private readonly texts: RecordTexts,
  ) {}

  /**
   * @throws BadParameter
   * @throws NotPossible in a project without records
   */
  execute({ member, languages }: GetRootQuery): Promise<Content> {
    return this.projects.of(member.space).browse(member, async (view) => {
      const shown = shownLanguages(view.schema, languages);
      const { root } = view;
      if (root === undefined) throw new NotPossible();
      const data = serializeAnswer({ records: [root] }, await view.find([root]), view.schema, shown, this.texts);
      return { result: { root }, data };
    });
  }
}
