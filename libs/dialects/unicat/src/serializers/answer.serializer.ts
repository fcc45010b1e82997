import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Gid, Language } from '../wire/schema.js';
import type { RecordView } from './record.serializer.js';
import type { RecordTexts } from './record-texts.js';

/** What the `data` of an answer holds, by gid; what is not there is left out. */
export interface AnswerParts {
  readonly records?: readonly Gid[];
  readonly definitions?: readonly Gid[];
  readonly classes?: readonly Gid[];
  readonly fields?: readonly Gid[];
  readonly layouts?: readonly Gid[];
  readonly queries?: readonly Gid[];
  /** The settings of the project, always complete (contract §0.7). */
  readonly project?: true;
}

const schemaParts = ['definitions', 'classes', 'fields', 'layouts', 'queries'] as const;

/** The `data` of an answer: complete objects, members only for what was named (contract §0.2, §0.7). */
export function serializeAnswer(
  parts: AnswerParts,
  views: ReadonlyMap<Gid, RecordView>,
  schema: ProjectSchema,
  languages: readonly Language[],
  texts: RecordTexts,
): string {
  const members: string[] = [];
  if (parts.records !== undefined) members.push(`"records":${serializeRecords(views.values(), schema, languages, texts)}`);
  for (const name of schemaParts) {
    const gids = parts[name];
    if (gids === undefined) continue;
    const items = gids.flatMap((gid) => {
      const item = schema.content[name].get(gid);
      return item === undefined ? [] : [[gid, item] as const];
    });
    members.push(`"${name}":${JSON.stringify(Object.fromEntries(items))}`);
  }
  const { project } = schema.content;
  if (parts.project) members.push(`"cc.projects":${JSON.stringify({ [project.gid]: project })}`);
  return `{${members.join(',')}}`;
}

/** Complete records by gid, as JSON text. */
export function serializeRecords(
  views: Iterable<RecordView>,
  schema: ProjectSchema,
  languages: readonly Language[],
  texts: RecordTexts,
): string {
  const members = Array.from(views, (view) => `"${view.place.gid}":${texts.of(view, schema, languages)}`);
  return `{${members.join(',')}}`;
}
