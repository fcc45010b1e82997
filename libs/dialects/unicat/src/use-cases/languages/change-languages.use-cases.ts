import { Injectable } from '@nestjs/common';
import { BadParameter, NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { assetCollection } from '../../mapping/collections.js';
import { isObject, type Members, member as memberOf } from '../../mapping/members.js';
import { addingLanguage, type LanguageChange, relabel, removingLanguage } from '../../mapping/schema-languages.js';
import { jsonFields, readJson } from '../../mapping/schema-log.js';
import { followSchema } from '../../project/follow-schema.js';
import { listAll } from '../../project/list-all.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import { knownLanguages } from '../../wire/languages.js';
import type { Language, Localized } from '../../wire/schema.js';

export interface ChangeLanguageCommand {
  readonly member: ProjectMember;
  readonly language: Language;
}

/** Every localized value of the project gains the language, with what the closest one has (contract §5). */
@Injectable()
export class AddLanguage {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws BadParameter for a language that is not in the global list
   * @throws NotPossible for one that the project has
   */
  execute({ member, language }: ChangeLanguageCommand): Promise<Content> {
    const work = (write: ProjectWrite): Promise<Content> => {
      requireKnown(write, language);
      const { languages } = write.schema;
      if (languages.includes(language)) throw new NotPossible();
      return changeLanguages(write, addingLanguage(language, languages));
    };
    return this.writes.execute(member, work, { alone: true });
  }
}

/** Every localized value of the project loses the language. If it was the first one, the next is the default. */
@Injectable()
export class RemoveLanguage {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws BadParameter for a language that is not in the global list
   * @throws NotPossible for one that the project does not have, or for its only one
   */
  execute({ member, language }: ChangeLanguageCommand): Promise<Content> {
    const work = (write: ProjectWrite): Promise<Content> => {
      requireKnown(write, language);
      const { languages } = write.schema;
      if (!languages.includes(language) || languages.length === 1) throw new NotPossible();
      return changeLanguages(write, removingLanguage(language, languages));
    };
    return this.writes.execute(member, work, { alone: true });
  }
}

function requireKnown({ schema: { content } }: ProjectWrite, language: Language): void {
  const known = [knownLanguages, content.languageNames].some((names) => Object.hasOwn(names, language));
  if (!known) throw new BadParameter('language');
}

async function changeLanguages(write: ProjectWrite, change: LanguageChange): Promise<Content> {
  const { schema: before, project } = write;
  const { definitions, classes, fields, layouts } = relabel(before.content, change);
  await write.putProject({ ...project, options: { ...project.options, languages: change.after } });
  for (const item of definitions) await write.putItem('definition', item);
  for (const item of classes) await write.putItem('class', item);
  for (const item of fields) await write.putItem('field', item);
  for (const item of layouts) await write.putItem('layout', item);
  await relabelAssets(write, change);
  await followSchema(write, before);
  const gidsOf = (items: readonly { readonly gid: string }[]): string[] => items.map(({ gid }) => gid);
  return write.answer(
    { project: project.gid },
    {
      project: true,
      definitions: gidsOf(definitions),
      classes: gidsOf(classes),
      fields: gidsOf(fields),
      layouts: gidsOf(layouts),
    },
    write.schema.languages,
  );
}

async function relabelAssets(write: ProjectWrite, change: LanguageChange): Promise<void> {
  const assets = await listAll(write.tx, assetCollection);
  await write.append(
    assets.flatMap(({ key, fields }) => {
      const asset = readJson<Members | null>({ fields });
      if (asset === null) return [];
      const texts = ['title', 'description'].flatMap((name): [string, Localized][] => {
        const value = memberOf(asset, name);
        return isObject(value) ? [[name, change.localized(value)]] : [];
      });
      return [write.draft(assetCollection, key, { ...fields, ...jsonFields({ ...asset, ...Object.fromEntries(texts) }) })];
    }),
  );
}
