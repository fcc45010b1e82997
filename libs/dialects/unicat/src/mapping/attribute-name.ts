import { InvalidRecord } from '#records';
import type { Language } from '../wire/schema.js';

/** What of a field an attribute holds: its value, its value in one language, or all that has no plainer form, as JSON. */
export type AttributeRole = 'value' | 'json' | { readonly language: Language };

const fieldName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const languageCode = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const separator = '---2';
const jsonSuffix = '---9';
const prefix = 'f---8';

/**
 * Spells a field, or a field inside a class, as an attribute of a register: `^[a-z][a-z0-9-]*$` (docs/adr/0007).
 *
 * Runs of hyphens tell the parts apart. One or two stand for as many underscores between two of `[a-z0-9]`; three begin
 * an escape, told by the next character: `0` an underscore elsewhere, `1` and a letter its capital, `2` the step into a
 * class, `9` the JSON of the whole value, a letter the language that follows to the end. No escape is followed or
 * preceded by a hyphen, so the runs can be told apart, and different inputs never give the same name. What would not
 * begin with a letter, or is reserved, gets the prefix `f---8`, which nothing else contains.
 * @param path the field's name, then that of the field inside the class
 * @param reserved names that the register needs for itself
 * @throws InvalidRecord for a name or language that the contract does not allow (§1.1, §1.4)
 */
export function attributeName(path: readonly string[], role: AttributeRole, reserved: readonly string[]): string {
  const name = path.map(spell).join(separator) + suffix(role);
  return /^[a-z]/.test(name) && !reserved.includes(name) ? name : prefix + name;
}

function suffix(role: AttributeRole): string {
  if (role === 'value') return '';
  if (role === 'json') return jsonSuffix;
  if (!languageCode.test(role.language)) throw new InvalidRecord(`'${role.language}' is no language code`);
  return `---${role.language}`;
}

function spell(name: string): string {
  if (!fieldName.test(name)) throw new InvalidRecord(`'${name}' is no name of a field`, name);
  return name
    .replace(/(?<=[a-z0-9])__?(?=[a-z0-9])/g, (run) => '-'.repeat(run.length))
    .replace(/_/g, '---0')
    .replace(/[A-Z]/g, (capital) => `---1${capital.toLowerCase()}`);
}
