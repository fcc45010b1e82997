import { canonicalJson, type JsonValue } from '#records';
import type { NamedShape } from './field-shape.js';
import type { ProjectSchema } from './project-schema.js';

/** What a definition lends to how its records are shown: while it stays the same, they look the same (contract §1.2, §1.3). */
export function recordAppearance(schema: ProjectSchema, definition: string): string {
  const { fields, title } = schema.shapeOfRecord(definition);
  const member = ({ gid, name, fixed }: NamedShape): unknown => {
    const { values, value_labels } = schema.content.fields.get(gid)?.options ?? {};
    return [name, fixed === undefined ? null : [values, value_labels !== false]];
  };
  const shown = fields.map((field) => [field.name, member(field), field.parts?.map(member) ?? null] as const);
  const byName = shown.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return canonicalJson([schema.languages, title?.gid ?? null, byName] as unknown as JsonValue);
}
