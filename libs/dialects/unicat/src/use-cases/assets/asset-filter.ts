import { SearchError } from '../../errors/unicat-errors.js';
import { mediaTypeOf } from '../../images/media-types.js';
import type { AssetDocument } from '../../wire/asset.js';
import type { Language } from '../../wire/schema.js';

type Test = (asset: AssetDocument) => boolean;

const dayS = 86_400;
/** The texts of an asset that are told in several languages. */
const localized = ['title', 'description'] as const;
type LocalizedText = (typeof localized)[number];

/** Where and when a filter is asked. */
export interface FilterContext {
  readonly language: Language;
  /** Seconds since the Unix epoch. */
  readonly now: number;
}

/**
 * A filter as a test of one asset (contract §6); an empty one restricts nothing.
 * @throws SearchError where it cannot be evaluated
 */
export function assetFilter(filter: readonly unknown[], context: FilterContext): Test {
  if (filter.length === 0) return () => true;
  const [property, operator, operand] = filter;
  if (filter.length < 2 || filter.length > 3 || typeof property !== 'string' || typeof operator !== 'string') {
    throw new SearchError();
  }
  switch (property) {
    case 'and':
      return all(branches(operator, operand, context));
    case 'or':
      return any(branches(operator, operand, context));
    case 'not':
      return negated(branch(operator, operand, context));
    case 'type':
      return ofType(textFor(operator, ['is'], operand));
    case 'name':
      return named(operator, textFor(operator, ['is', 'q'], operand));
    case 'created_on':
    case 'updated_on':
      return dated(property, operator, operand, context.now);
    case 'validation':
      return validated(operator, operand, context.language);
    default:
      throw new SearchError();
  }
}

const all =
  (tests: readonly Test[]): Test =>
  (asset) =>
    tests.every((test) => test(asset));
const any =
  (tests: readonly Test[]): Test =>
  (asset) =>
    tests.some((test) => test(asset));
const negated =
  (test: Test): Test =>
  (asset) =>
    !test(asset);

function branches(operator: string, operand: unknown, context: FilterContext): Test[] {
  if (operator !== '' || !Array.isArray(operand)) throw new SearchError();
  return operand.map((each) => branch(operator, each, context));
}

/** Inside another filter an empty one says nothing, so it is a mistake. */
function branch(operator: string, operand: unknown, context: FilterContext): Test {
  if (operator !== '' || !Array.isArray(operand) || operand.length === 0) throw new SearchError();
  return assetFilter(operand, context);
}

function textFor(operator: string, operators: readonly string[], operand: unknown): string {
  if (!operators.includes(operator) || typeof operand !== 'string') throw new SearchError();
  return operand;
}

/** An extension, or a kind of media: `image`, `video`, `audio`, `text`. */
function ofType(wanted: string): Test {
  return ({ type }) => type !== null && (type === wanted || mediaTypeOf(type).startsWith(`${wanted}/`));
}

function named(operator: string, text: string): Test {
  const wanted = text.toLowerCase();
  return ({ name }) => (operator === 'is' ? name === text : name.toLowerCase().includes(wanted));
}

function dated(property: 'created_on' | 'updated_on', operator: string, operand: unknown, now: number): Test {
  const [first, second] = Array.isArray(operand) && operand.length === 2 ? operand : [];
  if (typeof first !== 'number') throw new SearchError();
  if (operator === 'between') {
    if (typeof second !== 'number') throw new SearchError();
    return (asset) => asset[property] >= first && asset[property] <= second;
  }
  if (second !== 'days' || (operator !== '<' && operator !== '>')) throw new SearchError();
  const boundary = now - first * dayS;
  return (asset) => (operator === '<' ? asset[property] > boundary : asset[property] < boundary);
}

function validated(operator: string, field: unknown, language: Language): Test {
  const known = localized.find((each) => each === field);
  if (field !== undefined && known === undefined) throw new SearchError();
  const fields = known === undefined ? localized : [known];
  const isEmpty = (asset: AssetDocument, name: LocalizedText): boolean => (asset[name][language] ?? '') === '';
  const isTold = (asset: AssetDocument, name: LocalizedText): boolean => Object.values(asset[name]).some((text) => text !== '');
  switch (operator) {
    case 'is_empty':
      return (asset) => fields.some((name) => isEmpty(asset, name));
    case 'not_translated':
      return (asset) => fields.some((name) => isEmpty(asset, name) && isTold(asset, name));
    // Emptiness is no failure, and an untranslated text is the only one that an asset can have.
    case 'any':
      return (asset) => fields.some((name) => isEmpty(asset, name) && isTold(asset, name));
    default:
      throw new SearchError();
  }
}
