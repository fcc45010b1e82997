import { holds, searchWords } from '#records';
import { isCommitted } from '../mapping/schema-items.js';
import type { Definition, Field, FieldClass, Language } from '../wire/schema.js';
import { type Filter, readFilter, refuseTriplet, type Triplet } from './filter.js';
import { readTerms } from './terms.js';

export type SchemaObject = Pick<Definition | FieldClass | Field, 'gid' | 'name' | 'label' | 'is_new' | 'is_working_copy'>;

type SchemaTest = (item: SchemaObject) => boolean;

/**
 * @param language of labels
 * @throws SearchError
 */
export function readSchemaFilter(filter: readonly unknown[], language: Language): Filter<SchemaTest> {
  return readFilter(filter, (triplet) => readTest(triplet, language));
}

function readTest(triplet: Triplet, language: Language): SchemaTest {
  switch (triplet.property) {
    case 'name':
      return readTextTest(triplet, ({ name }) => name);
    case 'label':
      return readTextTest(triplet, ({ label }) => label[language] ?? '');
    case 'is_committed':
      return readBooleanTest(triplet, isCommitted);
    default:
      return refuseTriplet();
  }
}

/** `q` reads its operand like the `q` of a search. */
export function readTextTest<Item>(triplet: Triplet, textOf: (item: Item) => string): (item: Item) => boolean {
  const { operator, operands } = triplet;
  if (typeof operands !== 'string') return refuseTriplet();
  if (operator === 'is') return (item) => textOf(item) === operands;
  if (operator !== 'q') return refuseTriplet();
  const { where } = readTerms(operands);
  return (item) => holds(where, { words: searchWords([textOf(item)]), marks: new Set() });
}

function readBooleanTest(triplet: Triplet, isTrue: SchemaTest): SchemaTest {
  const { operator, operands } = triplet;
  if (operands !== undefined) return refuseTriplet();
  if (operator === 'is_true') return isTrue;
  if (operator === 'is_false') return (item) => !isTrue(item);
  return refuseTriplet();
}
