import {
  type Attribute,
  type CollectionName,
  type CollectionSchema,
  type FieldMapping,
  flag,
  integer,
  listOf,
  overlay,
  type RecordFields,
  type RecordKey,
  type RecordMapping,
  registerName,
  type SpaceId,
  text,
  toWire,
  type WireObject,
} from '#records';

/** One member of a row: how it is stored, and what the collection's register says about it. */
export interface Column {
  readonly mapping: FieldMapping;
  readonly attribute: Attribute;
  /** The collection whose keys the values are. */
  readonly references?: CollectionName;
}

type Description = Partial<Pick<Attribute, 'text'>> & Pick<Column, 'references'>;

/** `raw_footage` is stored as `raw-footage`, because attributes of registers have no underscore. */
export function fieldNameOf(wire: string): string {
  return wire.replaceAll('_', '-');
}

function column(mapping: (wire: string, field: string) => FieldMapping, datatype: string) {
  return (wire: string, { references, ...description }: Description = {}): Column => {
    const field = fieldNameOf(wire);
    return {
      mapping: mapping(wire, field),
      attribute: { name: field, datatype, cardinality: '1', ...description },
      ...(references === undefined ? {} : { references }),
    };
  };
}

export const textColumn = column(text, 'string');
export const urlColumn = column(text, 'url');
export const integerColumn = column(integer, 'integer');
export const flagColumn = column(flag, 'boolean');

/** A column that may hold several values, in order and with repeats. */
export function several({ mapping, attribute, ...column }: Column): Column {
  return { ...column, mapping: listOf(mapping), attribute: { ...attribute, cardinality: 'n' } };
}

/** A table of the demonlist, kept as a collection. Keys are the ids of the rows. */
export interface Table<Row extends object> extends RecordMapping {
  readonly title: string;
  readonly keys: 'integer' | 'string';
  readonly columns: readonly Column[];
  /** Never set: it only carries the type. */
  readonly row?: Row;
}

interface TableDescription {
  readonly title: string;
  readonly keys: 'integer' | 'string';
  readonly columns: readonly Column[];
}

export function table<Row extends object>(collection: CollectionName, description: TableDescription): Table<Row> {
  return { ...description, collection, fields: description.columns.map(({ mapping }) => mapping) };
}

/** The row that a stored record spells; members without a value are null. */
export function rowOf<Row extends object>(from: Table<Row>, fields: RecordFields): Row {
  return toWire(from, fields) as unknown as Row;
}

/**
 * The stored fields of a new row.
 * @throws InvalidRecord where a member is of the wrong type
 */
export function fieldsOf<Row extends object>(into: Table<Row>, space: SpaceId, key: RecordKey, row: Row): RecordFields {
  return { [primaryKeyOf(into, space)]: key, ...overlay(into, row as WireObject, {}) };
}

/** Name of the attribute that holds the key: that of the collection's register. */
export function primaryKeyOf({ collection }: Pick<RecordMapping, 'collection'>, space: SpaceId): string {
  return registerName({ id: space, birth: 'pointercrate' }, collection);
}

/** What the collection says about itself as a register. */
export function schemaOf<Row extends object>(of: Table<Row>, space: SpaceId): CollectionSchema {
  const register = primaryKeyOf(of, space);
  const attributes = of.columns.map(
    ({ attribute, references }): Attribute =>
      references === undefined ? attribute : { ...attribute, register: primaryKeyOf({ collection: references }, space) },
  );
  return {
    register,
    title: of.title,
    description: `${of.title} of the list ${space}`,
    attributes: [
      { name: register, datatype: of.keys, cardinality: '1', text: 'Id' },
      ...attributes,
      { name: 'end-date', datatype: 'datetime', cardinality: '1', text: 'When it was deleted' },
    ],
  };
}
