import { type Attribute, InvalidRecord, isName } from '#records';
import { isOfDatatype, knownDatatypes } from './datatypes.js';

const longestName = 100;
const mostAttributes = 1000;

/**
 * Refuses attributes that could not be taken back: names, datatypes and cardinalities never change once they are in the
 * log. A datatype outside the contract's table goes unchecked for ever, so here it counts as a slip; RSF takes any.
 * @throws InvalidRecord naming the attribute and its member
 */
export function requireAttributes(attributes: readonly Attribute[]): void {
  if (attributes.length > mostAttributes) throw new InvalidRecord(`attributes: at most ${mostAttributes}`, 'attributes');
  const seen = new Set<string>();
  for (const attribute of attributes) {
    const { name } = attribute;
    if (!isName(name) || name.length > longestName)
      refuse(attribute, 'id', 'must be a name of lower-case letters, digits and hyphens');
    if (seen.has(name)) refuse(attribute, 'id', 'is given twice');
    seen.add(name);
    requireKind(attribute);
  }
}

function requireKind(attribute: Attribute): void {
  const { datatype, register, text } = attribute;
  if (!knownDatatypes.includes(datatype)) refuse(attribute, 'datatype', `must be one of ${knownDatatypes.join(', ')}`);
  if (register !== undefined && !isName(register)) refuse(attribute, 'register', 'must be the name of a register');
  if (text !== undefined && !isOfDatatype('text', text)) refuse(attribute, 'description', 'must not be blank');
}

function refuse({ name }: Attribute, member: string, reason: string): never {
  throw new InvalidRecord(`attributes: ${member} of '${name}' ${reason}`, 'attributes');
}
