import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '#records';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Field, Gid } from '../wire/schema.js';
import { fieldsInside } from './field-values.js';

/** One for each definition: as long as it is the same, so are the texts of its records. */
export type Signatures = { readonly [definition: Gid]: string };

export function schemaSignatures(schema: ProjectSchema): Signatures {
  const { definitions, classes, fields } = schema.content;
  const known = new Map<Gid, JsonValue>();
  const describe = (gid: Gid): JsonValue => {
    const field = fields.get(gid);
    if (field === undefined) return null;
    const described = known.get(gid) ?? describeField(field, schema);
    known.set(gid, described);
    return described;
  };
  return Object.fromEntries(
    Array.from(definitions.values(), ({ gid, original, titlefield, classes: classGids, fields: own }) => {
      const all = [...own, ...classGids.flatMap((each) => classes.get(each)?.fields ?? [])];
      return [gid, digest([schema.languages, original, titlefield, classGids, all.map(describe)])];
    }),
  );
}

function describeField(field: Field, { content }: ProjectSchema): JsonValue {
  const inside = fieldsInside(field, content).map(({ name, type, options, is_localized }) => [name, type, options, is_localized]);
  const { gid, name, type, options, is_localized, is_required } = field;
  return [gid, name, type, options, is_localized, is_required, inside] as unknown as JsonValue;
}

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(value as JsonValue))
    .digest('hex')
    .slice(0, 16);
