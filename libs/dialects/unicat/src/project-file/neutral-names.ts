import { type FieldValue, InvalidRecord, type RecordFields, type RecordKey, systemCollection } from '#records';
import { recordCollection } from '../mapping/collections.js';
import { endDateAttribute } from '../mapping/register-attributes.js';

/** What a file says for the name of the register of the records, which follows from that of the space. No name is spelt so. */
export const registerPlaceholder = '$register';

/** Where a register names itself in its system log. */
const selfNaming = new Set(['field', 'fields', 'name', 'register']);

const escaped = /^f---8([a-z].*)$/;

/** An entry without what it owes to the place where it is. */
export interface NamedContent {
  readonly collection: string;
  readonly key: RecordKey;
  readonly fields: RecordFields;
}

/** Puts one name of the register in the place of the other: of a file in that of a space, or the other way round. */
export function renameRegister<T extends NamedContent>(content: T, from: string, to: string): T {
  if (content.collection === recordCollection) return { ...content, fields: renameAttribute(content.fields, from, to) };
  if (content.collection !== systemCollection(recordCollection)) return content;
  const rename = (text: string): string => (text === from ? to : text);
  const key = content.key.replace(/^(?:field|register):(.*)$/s, (whole, name: string) =>
    name === from ? whole.slice(0, -from.length) + to : whole,
  );
  const fields = Object.entries(content.fields).map(([name, value]): [string, FieldValue] => {
    if (!selfNaming.has(name)) return [name, value];
    return [name, typeof value === 'string' ? rename(value) : value.map(rename)];
  });
  return { ...content, key, fields: Object.fromEntries(fields) };
}

function renameAttribute(fields: RecordFields, from: string, to: string): RecordFields {
  if (!Object.hasOwn(fields, from)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name === from ? to : name, value]));
}

/**
 * A field that is spelt like the register of its records has another attribute than elsewhere (docs/adr/0007), so a project
 * that has one fits only where the register is called alike.
 * @throws InvalidRecord naming the attribute
 */
export function requireFitting({ collection, fields }: NamedContent, register: string): void {
  if (collection !== recordCollection) return;
  for (const name of Object.keys(fields)) {
    const original = escaped.exec(name)?.[1];
    const misfit = original !== undefined && original !== endDateAttribute && original !== register;
    if (name === register || misfit) throw new InvalidRecord(`Attribute '${name}' does not fit into register ${register}`, name);
  }
}
