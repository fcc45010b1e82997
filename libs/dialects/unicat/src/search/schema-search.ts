import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Definition, Field, FieldClass, Gid } from '../wire/schema.js';
import { passes } from './filter.js';
import { rankItems } from './ranked-items.js';
import { readSchemaFilter, type SchemaObject } from './schema-filter.js';
import type { SearchQuery } from './search-parameters.js';

/** A schema item by its kind. */
export interface SchemaReference {
  readonly type: 'definition' | 'class' | 'field';
  readonly item: Gid;
}

type Items = { readonly [T in SchemaReference['type']]: ReadonlyMap<Gid, SchemaObject> };

function itemsOf({ content: { definitions, classes, fields } }: ProjectSchema): Items {
  return { definition: definitions, class: classes, field: fields };
}

/** Which kind of schema item has the gid; undefined where none has. */
export function findSchemaItem(schema: ProjectSchema, gid: Gid): SchemaReference | undefined {
  const found = Object.entries(itemsOf(schema)).find(([, items]) => items.has(gid));
  return found && { type: found[0] as SchemaReference['type'], item: gid };
}

/**
 * The definitions, classes and fields that `q` and `filter` find, working copies too: `q` looks at name and label.
 * @throws SearchError
 */
export function searchSchema(schema: ProjectSchema, query: SearchQuery): Gid[] {
  const { language } = query;
  const filter = readSchemaFilter(query.filter, language);
  const items = Object.values(itemsOf(schema)).flatMap((each) => [...each.values()]);
  return rankItems(items, query, {
    gidOf: ({ gid }) => gid,
    titleOf: ({ name, label }) => label[language] ?? name,
    textsOf: ({ name, label }) => [name, label[language] ?? ''],
    passes: (item) => passes(filter, (test) => test(item)),
  });
}

/** The objects that the references are to, as `data` holds them. */
export function schemaData(
  { content }: ProjectSchema,
  references: readonly SchemaReference[],
): { definitions: object; classes: object; fields: object } {
  const pick = (type: SchemaReference['type'], items: ReadonlyMap<Gid, Definition | FieldClass | Field>): object =>
    Object.fromEntries(references.filter((each) => each.type === type).map(({ item }) => [item, items.get(item)]));
  return {
    definitions: pick('definition', content.definitions),
    classes: pick('class', content.classes),
    fields: pick('field', content.fields),
  };
}
