import { type Attribute, type CollectionName, type CollectionSchema, mainCollection, type Space } from '#records';
import { knownLanguages } from '../wire/languages.js';
import type { Project } from '../wire/project.js';
import type { Definition, Field, FieldType, Gid, Layout } from '../wire/schema.js';
import { bareDefinition, bareField, bareProject, projectPartGid } from './bare-project.js';
import type { FieldShape } from './field-shape.js';
import type { LeafKind } from './leaf.js';
import { ProjectSchema, type Spelling } from './project-schema.js';

/** The one language of spaces whose attributes are not localized. */
const language = 'en';

/** What holds the name of a space in its virtual root, and is shown as the root's title. */
const rootAttribute = 'name';
/** No collection has an empty name. */
const rootScope = '';

export interface DerivedSchema {
  readonly schema: ProjectSchema;
  /** Of the virtual root: no entry stands for it. */
  readonly root: Gid;
  readonly rootDefinition: Gid;
  /** Key of the one ordering, which is that of first appearance. */
  readonly ordering: string;
  /** Those shown, the main one first, with the gid of the definition of their records. */
  readonly definitions: ReadonlyMap<CollectionName, Gid>;
}

interface AttributeKind {
  readonly type: FieldType;
  readonly kind: LeafKind;
}

function kindOf({ datatype, cardinality }: Pick<Attribute, 'datatype' | 'cardinality'>): AttributeKind {
  if (cardinality === 'n') return { type: 'textlist', kind: 'texts' };
  if (datatype === 'integer') return { type: 'number', kind: 'integer' };
  return datatype === 'boolean' ? { type: 'boolean', kind: 'boolean' } : { type: 'textline', kind: 'text' };
}

/**
 * Names that a field may have, one for each attribute: hyphens become underscores, and where two attributes meet, or a name
 * would not do, the later one gets a number.
 */
export function fieldNames(attributes: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const attribute of attributes) {
    const letters = attribute.replace(/[^A-Za-z0-9_]/g, '_');
    const base = /^[0-9]/.test(letters) || letters === '' ? `_${letters}` : letters;
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
    taken.add(name);
    names.set(attribute, name);
  }
  return names;
}

/** Names of collections are names of definitions. */
const definitionName = (collection: CollectionName): string => collection.replaceAll('-', '_');

/** Collects what describes the records of a space. */
class SchemaBuilder {
  readonly fields = new Map<Gid, Field>();
  readonly definitions = new Map<Gid, Definition>();
  readonly layouts = new Map<Gid, Layout>();
  private readonly shapes = new Map<Gid, FieldShape>();

  constructor(private readonly project: Project) {}

  /**
   * @param scope tells the definition and its fields from others of the project
   * @param title name of the attribute that is shown as the title
   */
  define(scope: string, { name, label, attributes, title, children = [] }: DefinitionSource): Gid {
    const names = fieldNames(attributes.map((attribute) => attribute.name));
    const fields = attributes.map((attribute) => this.addField(scope, attribute, names.get(attribute.name) ?? attribute.name));
    const { gid: project, options } = this.project;
    const { definition, layout } = bareDefinition(project, {
      gid: definitionGid(project, scope),
      name,
      label: { [language]: label },
      fields,
      titlefield: projectPartGid(project, 'field', scope, title),
      fieldlist: options.orderedfieldlists[0] ?? '',
      childdefinitions: children,
      isBase: scope === rootScope,
    });
    this.definitions.set(definition.gid, definition);
    this.layouts.set(layout.gid, layout);
    return definition.gid;
  }

  build(): ProjectSchema {
    const { project, definitions, fields, layouts } = this;
    const spelling: Spelling = ({ gid }) => {
      const shape = this.shapes.get(gid);
      if (shape === undefined) throw new RangeError(`Field ${gid} is of another project`);
      return shape;
    };
    const content = {
      project,
      languageNames: knownLanguages,
      definitions,
      classes: new Map(),
      fields,
      layouts,
      queries: new Map(),
    };
    return new ProjectSchema(content, spelling);
  }

  private addField(scope: string, attribute: Attribute, name: string): Gid {
    const gid = projectPartGid(this.project.gid, 'field', scope, attribute.name);
    const { type, kind } = kindOf(attribute);
    this.fields.set(gid, bareField(gid, name, { [language]: attribute.name }, type, false));
    this.shapes.set(gid, plainShape(gid, name, attribute.name, { type, kind }));
    return gid;
  }
}

interface DefinitionSource {
  readonly name: string;
  readonly label: string;
  readonly attributes: readonly Attribute[];
  readonly title: string;
  readonly children?: readonly Gid[];
}

const definitionGid = (project: Gid, scope: string): Gid => projectPartGid(project, 'definition', scope);

/**
 * A space of another dialect as a project (interface, "One record, three addresses"): one definition for each register,
 * each attribute a field. Whoever opens the project says who its owner is.
 * @param registers definitions of the space's registers, by collection
 */
export function deriveSchema(space: Space, registers: ReadonlyMap<CollectionName, CollectionSchema>): DerivedSchema {
  const project = bareProject({ gid: space.gid, name: space.title, icon: null, owner: space.gid, status: 'active' }, [language]);
  const builder = new SchemaBuilder(project);
  const main = mainCollection(space);
  const mainFirst = [...registers].sort(
    ([one], [other]) => Number(other === main) - Number(one === main) || (one < other ? -1 : 1),
  );
  const definitions = new Map(
    mainFirst.map(([collection, { register, attributes, title = register }]) => {
      const titleAttribute = attributes.some(({ name }) => name === 'name') ? 'name' : register;
      const source = { name: definitionName(collection), label: title, attributes, title: titleAttribute };
      return [collection, builder.define(collection, source)];
    }),
  );
  const rootDefinition = builder.define(rootScope, {
    name: 'base',
    label: 'Base',
    attributes: [{ name: rootAttribute, datatype: 'string', cardinality: '1' }],
    title: rootAttribute,
    children: [definitionGid(space.gid, main)],
  });
  const [ordering = ''] = project.options.orderedorderings;
  return { schema: builder.build(), root: projectPartGid(space.gid, 'root'), rootDefinition, ordering, definitions };
}

/** Values of the virtual root. */
export function rootValues(space: Space): { readonly [attribute: string]: string } {
  return { [rootAttribute]: space.title };
}

function plainShape(gid: Gid, name: string, attribute: string, { type, kind }: AttributeKind): FieldShape {
  const leaf = { kind, localized: false, attribute: () => attribute };
  return {
    gid,
    name,
    type,
    required: false,
    fixed: undefined,
    leaf,
    parts: undefined,
    spread: false,
    fallback: undefined,
  };
}
