import type { Project } from '../wire/project.js';
import type { Definition, Field, FieldClass, Gid, Language, Layout, Query } from '../wire/schema.js';
import { distinctByName, type FieldShape, shapeOf } from './field-shape.js';
import type { RecordShape } from './record-values.js';

/** All that describes a project's records, as `auth` and `init` send it. */
export interface SchemaContent {
  readonly project: Project;
  /** English names of languages, by code. */
  readonly languageNames: { readonly [language: Language]: string };
  readonly definitions: ReadonlyMap<Gid, Definition>;
  readonly classes: ReadonlyMap<Gid, FieldClass>;
  readonly fields: ReadonlyMap<Gid, Field>;
  readonly layouts: ReadonlyMap<Gid, Layout>;
  readonly queries: ReadonlyMap<Gid, Query>;
}

/** Says where the values of a field are kept. */
export type Spelling = (field: Field, classFields: (gid: Gid) => readonly Field[]) => FieldShape;

/** The schema of a project with what the mapping derives from it. Immutable: a changed schema is another object. */
export class ProjectSchema {
  private readonly records = new Map<Gid, RecordShape>();
  private readonly shapes = new Map<Gid, FieldShape>();

  constructor(
    readonly content: SchemaContent,
    private readonly spelling: Spelling,
  ) {}

  /** The same schema with other content; shapes are derived anew, since most of them hang together. */
  with(content: Partial<SchemaContent>): ProjectSchema {
    return new ProjectSchema({ ...this.content, ...content }, this.spelling);
  }

  /** Of the project, the default first. */
  get languages(): readonly Language[] {
    return this.content.project.options.languages;
  }

  /** An unknown definition has no fields. */
  shapeOfRecord(definition: Gid): RecordShape {
    const known = this.records.get(definition);
    if (known !== undefined) return known;
    const shape = this.buildShape(definition);
    this.records.set(definition, shape);
    return shape;
  }

  shapeOfField(field: Field): FieldShape {
    const known = this.shapes.get(field.gid);
    if (known !== undefined) return known;
    const shape = this.spelling(field, (gid) => this.fieldsOf(this.content.classes.get(gid)?.fields ?? []));
    this.shapes.set(field.gid, shape);
    return shape;
  }

  private buildShape(gid: Gid): RecordShape {
    const { definitions, classes } = this.content;
    const definition = definitions.get(gid);
    const gids =
      definition === undefined
        ? []
        : [...definition.fields, ...definition.classes.flatMap((each) => classes.get(each)?.fields ?? [])];
    const fields = distinctByName(this.fieldsOf(gids)).map((field) => this.shapeOfField(field));
    return { definition: gid, fields, title: fields.find((field) => field.gid === definition?.titlefield) };
  }

  private fieldsOf(gids: readonly Gid[]): Field[] {
    return gids.map((gid) => this.content.fields.get(gid)).filter((field) => field !== undefined);
  }
}

/** How the fields of a Unicat-born project are kept in the register of its records. */
export function registerSpelling(reserved: readonly string[]): Spelling {
  return (field, classFields) => shapeOf(field, classFields, reserved);
}
