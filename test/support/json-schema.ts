/** The part of JSON Schema draft 4 that describes the documents of registers. */
export interface JsonSchema {
  readonly type: 'object' | 'array' | 'string' | 'integer';
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  /** Of members that `properties` does not name; none are allowed where it is left out. */
  readonly additionalProperties?: JsonSchema;
  /** Any of these will do. */
  readonly anyOf?: readonly JsonSchema[];
}

/** What is wrong with a value, each with its place; nothing where it is valid. */
export function breaches(schema: JsonSchema, value: unknown, at = '$'): string[] {
  if (schema.anyOf !== undefined) {
    return schema.anyOf.some((each) => breaches(each, value).length === 0) ? [] : [`${at} is none of the alternatives`];
  }
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' && (schema.pattern?.test(value) ?? true) ? [] : [`${at} is ${JSON.stringify(value)}`];
    case 'integer':
      return Number.isInteger(value) && Number(value) >= (schema.minimum ?? -Infinity)
        ? []
        : [`${at} is ${JSON.stringify(value)}`];
    case 'array':
      return Array.isArray(value) ? inArray(schema, value, at) : [`${at} is no array`];
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? inObject(schema, value as Record<string, unknown>, at)
        : [`${at} is no object`];
  }
}

function inArray({ items, minItems = 0, maxItems = Infinity }: JsonSchema, value: readonly unknown[], at: string): string[] {
  const size = value.length < minItems || value.length > maxItems ? [`${at} has ${value.length} elements`] : [];
  return [...size, ...value.flatMap((each, index) => (items === undefined ? [] : breaches(items, each, `${at}[${index}]`)))];
}

function inObject(
  { required = [], properties = {}, additionalProperties }: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  at: string,
): string[] {
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, each]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    return schema === undefined ? [`${at}.${name} is unknown`] : breaches(schema, each, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}
