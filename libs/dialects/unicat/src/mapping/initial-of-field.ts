import { InvalidRecord, type JsonValue } from '#records';
import type { Field, Language, Localized } from '../wire/schema.js';
import type { FieldShape } from './field-shape.js';
import { isObject, type Members, member, type OpenMembers, own, put } from './members.js';
import { checkValue } from './value-check.js';

/** The member of an initial value that holds the key, in fields with values (contract §1.4). */
const keyMember = 'key';

/**
 * The initial value of a field after a change. What was given must be of the field's type; what it had before and no longer
 * can have is unset.
 * @param shape of the field as it is now
 * @param all languages of the project
 * @throws InvalidRecord
 */
export function initialOf(
  shape: FieldShape,
  before: Field['initial'],
  given: Members | undefined,
  all: readonly Language[],
): Field['initial'] {
  return shape.fixed === undefined ? freeInitial(shape, before, given, all) : chosenInitial(shape, before, given, all);
}

function freeInitial(shape: FieldShape, before: Localized, given: Members | undefined, all: readonly Language[]): Localized {
  const shared =
    shape.leaf.localized || given === undefined
      ? undefined
      : own(given, all.find((each) => own(given, each) !== undefined) ?? '');
  const initial: OpenMembers = {};
  for (const language of all) {
    const wanted = shared ?? (given === undefined ? undefined : own(given, language));
    const value = wanted ?? member(before, language);
    if (fits(shape, value, language)) put(initial, language, value);
    else if (wanted === undefined) put(initial, language, null);
    else throw new InvalidRecord(`The initial value is not of the type '${shape.type}'`, 'initial');
  }
  return initial;
}

function fits(shape: FieldShape, value: JsonValue, language: Language): boolean {
  return value === '' || checkValue(shape, { [shape.name]: value }, language) !== undefined;
}

/** The key decides; the labels follow from it. */
function chosenInitial(shape: FieldShape, before: Localized, given: Members | undefined, all: readonly Language[]): Localized {
  const wanted = given && [keyMember, ...all].map((name) => own(given, name)).find((each) => each !== undefined && each !== null);
  const { choices } = shape.fixed ?? {};
  const known = (key: JsonValue): boolean => typeof key === 'string' && (key === '' || choices?.key(key) !== undefined);
  const isKey = (value: JsonValue): boolean =>
    Array.isArray(value) ? value.every((each) => known(each as JsonValue)) : known(value);
  if (wanted !== undefined && !isKey(wanted)) throw new InvalidRecord('The initial value is no key of the field', 'initial');
  const kept = member(before, keyMember);
  const key = wanted ?? (isObject(kept) || !isKey(kept) ? null : kept);
  const labels = all.map((language) => [language, key === '' ? '' : (choices?.labels(key, language) ?? null)] as const);
  return { ...Object.fromEntries(labels), [keyMember]: key };
}
