import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeValues,
  encodeValues,
  fallbackAttributes,
  ProjectSchema,
  registerAttributes,
  registerSpelling,
} from '#dialects/unicat';
import { type Attribute, canonicalJson, derivedId, isName, type JsonValue, type RecordFields, requireStorable } from '#records';

const register = 'shop-record';
const spelling = registerSpelling([register, 'end-date']);

const textTypes = ['text', 'textline', 'code', 'barcode', 'image', 'file', 'record', 'fieldpicker'] as const;
const listTypes = ['textlist', 'imagelist', 'filelist', 'recordlist'] as const;
const plainTypes = [...textTypes, ...listTypes, 'number', 'decimal', 'boolean'] as const;
const allTypes = [...plainTypes, 'class', 'classlist'] as const;
type FieldType = (typeof allTypes)[number];

type Members = { [name: string]: JsonValue };
type Choice = { key: string; [language: string]: string };
interface Field {
  gid: string;
  name: string;
  type: FieldType;
  is_localized: boolean;
  options: { values?: Choice[]; value_labels?: boolean; class?: string };
}

/** What storage, JSON, hashing or a register could stumble over. */
const awkwardText = fc.constantFrom(
  '',
  ' ',
  '\n\t',
  '\ufeff',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '\\',
  '"',
  '\u001f',
  '\u{1f3d5}\ufe0f',
  'e\u0301',
  '\u00e9',
  '{}',
  '[]',
  'null',
  'true',
  '42',
  `**REDACTED**${'ab'.repeat(32)}`,
  '**REDACTED**',
);
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), awkwardText);
const number = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, -0, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, 2 ** 53, 0.1, -1.5),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
/** Anything at all that JSON can say, well-typed or not. */
const anything = fc.jsonValue().map((value) => value as JsonValue);

const fieldName = fc.oneof(
  fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/),
  fc.stringMatching(/^[aA_][aA_1]{0,4}$/),
  fc.constantFrom('constructor', '__proto__', 'toString', 'end_date', 'shop_record', 'name', 'key'),
);

const languagesOf = fc.uniqueArray(fc.constantFrom('en', 'nl', 'nl-be', 'de', 'key'), { minLength: 1, maxLength: 3 });

const optionsOf = (type: FieldType, languages: string[], classes: string[]): fc.Arbitrary<Field['options']> => {
  if (type === 'class' || type === 'classlist') {
    return fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...classes).map((gid) => ({ class: gid })) },
      { weight: 1, arbitrary: fc.constant({}) },
    );
  }
  if (type !== 'textline' && type !== 'textlist') return fc.constant({});
  const choice = fc.record({
    key: text,
    ...Object.fromEntries(languages.filter((each) => each !== 'key').map((each) => [each, text])),
  });
  return fc.oneof(
    fc.constant({}),
    fc.record({
      values: fc.uniqueArray(choice, { selector: ({ key }) => key, minLength: 1, maxLength: 4 }),
      value_labels: fc.boolean(),
    }) as fc.Arbitrary<Field['options']>,
  );
};

const fieldsOf = (scope: string, languages: string[], classes: string[]): fc.Arbitrary<Field[]> =>
  fc
    .uniqueArray(fc.record({ name: fieldName, type: fc.constantFrom(...allTypes), is_localized: fc.boolean() }), {
      selector: ({ name }) => name,
      minLength: 1,
      maxLength: 6,
    })
    .chain((fields) =>
      fc.tuple(
        ...fields.map((field) =>
          optionsOf(field.type, languages, classes).map((options) => ({ ...field, options, gid: derivedId(scope, field.name) })),
        ),
      ),
    );

const classGids = [derivedId('class', '1'), derivedId('class', '2')];

interface Model {
  languages: string[];
  fields: Field[];
  classes: Map<string, Field[]>;
}

const model: fc.Arbitrary<Model> = languagesOf.chain((languages) =>
  fc.record({
    languages: fc.constant(languages),
    fields: fieldsOf('definition', languages, classGids),
    classes: fc
      .tuple(...classGids.map((gid) => fieldsOf(gid, languages, classGids)))
      .map((all) => new Map(all.map((fields, at) => [classGids[at]!, fields]))),
  }),
);

const definitionGid = derivedId('definition');

function schemaOf({ languages, fields, classes }: Model): ProjectSchema {
  const common = { original: null, is_new: false, is_working_copy: false, label: {}, metadata: {} };
  const complete = (field: Field) => ({ ...common, is_required: false, initial: {}, unit: null, ...field });
  return new ProjectSchema(
    {
      project: { options: { languages } } as never,
      languageNames: {},
      definitions: new Map([
        [
          definitionGid,
          { gid: definitionGid, classes: [], fields: fields.map(({ gid }) => gid), titlefield: fields[0]!.gid } as never,
        ],
      ]),
      classes: new Map([...classes].map(([gid, inside]) => [gid, { gid, fields: inside.map((field) => field.gid) } as never])),
      fields: new Map([...fields, ...[...classes.values()].flat()].map((field) => [field.gid, complete(field)])) as never,
      layouts: new Map(),
      queries: new Map(),
    },
    spelling,
  );
}

const nullable = (arbitrary: fc.Arbitrary<JsonValue>) =>
  fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constant(null) });

/** The key or keys of a field with values, or its plain value: what is the same in all languages if it is not localized. */
function core({ type, options, gid }: Field, { classes }: Model, depth: number): fc.Arbitrary<JsonValue> {
  const one =
    options.values === undefined
      ? text
      : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...options.values.map(({ key }) => key)) }, text);
  if (type === 'number') return nullable(fc.oneof(fc.integer(), number));
  if (type === 'decimal') return nullable(number);
  if (type === 'boolean') return nullable(fc.boolean());
  if ((listTypes as readonly string[]).includes(type)) return nullable(fc.array(one, { maxLength: 3 }));
  if (type !== 'class' && type !== 'classlist') return nullable(one);
  const inside = depth > 1 ? [] : (classes.get(options.class ?? '') ?? []);
  const element = fc
    .tuple(...inside.map((part) => core(part, { classes } as Model, depth + 1)))
    .map((values) => Object.fromEntries(values.map((value, at) => [inside[at]!.name, value])) as JsonValue);
  expect(gid).toBeDefined();
  return nullable(type === 'class' ? element : fc.array(element, { maxLength: 3 }));
}

const own = (object: object, name: string): JsonValue =>
  Object.hasOwn(object, name) ? ((object as Members)[name] ?? null) : null;

/** As the API shows it: labels beside keys, also inside classes. */
function members(field: Field, value: JsonValue, language: string, classes: Model['classes']): [string, JsonValue][] {
  const { name, options, type } = field;
  if (options.values !== undefined) {
    const label = (key: JsonValue): JsonValue => {
      const choice = options.values!.find((each) => each.key === key);
      return options.value_labels === false || choice === undefined ? key : ((own(choice, language) as string | null) ?? key);
    };
    return [
      [name, Array.isArray(value) ? value.map((key) => label(key as JsonValue)) : label(value)],
      [`${name}/key`, value],
    ];
  }
  const inside = type === 'class' || type === 'classlist' ? (classes.get(options.class ?? '') ?? []) : [];
  const shown = (element: JsonValue): JsonValue =>
    Object.fromEntries(inside.flatMap((part) => members(part, own(element as object, part.name), language, classes)));
  if (type === 'class') return [[name, value === null ? null : shown(value)]];
  if (type === 'classlist') return [[name, value === null ? null : (value as JsonValue[]).map(shown)]];
  return [[name, value]];
}

type Values = { [language: string]: Members };

const validValues = (project: Model): fc.Arbitrary<Values> =>
  fc
    .tuple(
      ...project.fields.map((field) =>
        field.is_localized
          ? fc.tuple(...project.languages.map(() => core(field, project, 0)))
          : core(field, project, 0).map((value) => project.languages.map(() => value)),
      ),
    )
    .map((values) =>
      Object.fromEntries(
        project.languages.map((language, at) => [
          language,
          Object.fromEntries(
            project.fields.flatMap((field, which) => members(field, values[which]![at]!, language, project.classes)),
          ),
        ]),
      ),
    );

/** Of the right members, with anything in them: labels that fit no key, values that differ where they must not, wrong types. */
const wildValues = (project: Model): fc.Arbitrary<Values> => {
  const names = project.fields.flatMap(({ name, options }) => (options.values === undefined ? [name] : [name, `${name}/key`]));
  return fc
    .tuple(...project.languages.map(() => fc.tuple(...names.map(() => anything))))
    .map((all) =>
      Object.fromEntries(
        project.languages.map((language, at) => [
          language,
          Object.fromEntries(all[at]!.map((value, which) => [names[which]!, value])),
        ]),
      ),
    );
};

const datatypes: { readonly [datatype: string]: RegExp } = {
  string: /^(?=[\s\S]*\S)[^\ufeff]*$/,
  text: /^(?=[\s\S]*\S)[^\ufeff]*$/,
  integer: /^(?:0|-?[1-9][0-9]*)$/,
  boolean: /^(?:true|false)$/,
};

/** Every attribute is declared, and every value is of its datatype and cardinality (register contract §1.3). */
function requireRegisterBlob(blob: RecordFields, attributes: readonly Attribute[]): void {
  requireStorable(blob);
  for (const [name, value] of Object.entries(blob)) {
    const attribute = attributes.find((each) => each.name === name);
    expect(isName(name) && attribute, name).toBeTruthy();
    expect(typeof value === 'string' ? '1' : 'n', name).toBe(attribute!.cardinality);
    for (const each of typeof value === 'string' ? [value] : value) expect(each).toMatch(datatypes[attribute!.datatype]!);
  }
}

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

function roundTrip(project: Model, values: Values): RecordFields {
  const schema = schemaOf(project);
  const shape = schema.shapeOfRecord(definitionGid);
  const blob = encodeValues(shape, values);
  // Through JSON, as the storage and the answer do.
  const back = decodeValues(shape, json(blob) as RecordFields, project.languages);
  // As texts: a member called `constructor` confuses matchers of objects.
  expect(canonicalJson(back)).toBe(canonicalJson(values));
  requireRegisterBlob(blob, [...registerAttributes(schema, register), ...fallbackAttributes(shape.fields, [blob])]);
  return blob;
}

describe('values of Unicat records as attributes of a register', () => {
  it('come back equal, whatever valid values the fields have', () => {
    fc.assert(
      fc.property(
        model.chain((project) => fc.tuple(fc.constant(project), validValues(project))),
        ([project, values]) => void roundTrip(project, values),
      ),
      { numRuns: 1000 },
    );
  });

  it('come back equal even where they break every rule', () => {
    fc.assert(
      fc.property(
        model.chain((project) => fc.tuple(fc.constant(project), wildValues(project))),
        ([project, values]) => void roundTrip(project, values),
      ),
      { numRuns: 500 },
    );
  });

  it('need no JSON where values are what their types promise', () => {
    const project: Model = {
      languages: ['en', 'nl'],
      fields: [
        { gid: derivedId('1'), name: 'name', type: 'textline', is_localized: true, options: {} },
        { gid: derivedId('2'), name: 'price__eur', type: 'decimal', is_localized: false, options: {} },
        {
          gid: derivedId('3'),
          name: 'brand',
          type: 'textline',
          is_localized: false,
          options: { values: [{ key: 'wk', en: 'Tawny owl', nl: 'Bosuil' }] },
        },
        { gid: derivedId('4'), name: 'size', type: 'class', is_localized: false, options: { class: classGids[0]! } },
        { gid: derivedId('5'), name: 'active', type: 'boolean', is_localized: false, options: {} },
      ],
      classes: new Map([
        [classGids[0]!, [{ gid: derivedId('6'), name: 'width__mm', type: 'number', is_localized: false, options: {} }]],
      ]),
    };
    const shared = { price__eur: 52.95, 'brand/key': 'wk', size: { width__mm: 420 }, active: false };
    const blob = roundTrip(project, {
      en: { ...shared, name: 'Tent', brand: 'Tawny owl' },
      nl: { ...shared, name: null, brand: 'Bosuil' },
    });
    expect(blob).toEqual({
      'name---en': 'Tent',
      'price--eur': '52.95',
      brand: 'wk',
      'size---2width--mm': '420',
      active: 'false',
    });
  });
});
