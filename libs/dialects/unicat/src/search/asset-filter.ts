import { everything, type TextCondition } from '#records';
import { mediaTypeOf } from '../images/media-types.js';
import type { AssetDocument } from '../wire/asset.js';
import type { Language } from '../wire/schema.js';
import { type LocalizedText, localizedTexts, nameMark, toldMark, typeMark } from './asset-marks.js';
import { type Filter, readFilter, refuseTriplet, type Triplet } from './filter.js';
import { containing } from './grams.js';
import { readTimeTest } from './time-filter.js';

/** What a triplet asks of an asset, and what the index of texts knows about that. */
export interface AssetLeaf {
  test(asset: AssetDocument): boolean;
  /** Holds of all assets that pass. */
  readonly where: TextCondition;
  /** Whether it holds of no others. */
  readonly exact: boolean;
}

/** Where and when a filter is asked. */
export interface FilterContext {
  readonly language: Language;
  /** Seconds since the Unix epoch. */
  readonly now: number;
}

/**
 * A filter of assets (contract §6); an empty one restricts nothing.
 * @throws SearchError where it cannot be evaluated
 */
export function readAssetFilter(filter: readonly unknown[], context: FilterContext): Filter<AssetLeaf> {
  return readFilter(filter, (triplet) => readLeaf(triplet, context));
}

function readLeaf(triplet: Triplet, { language, now }: FilterContext): AssetLeaf {
  const { property, operator } = triplet;
  switch (property) {
    case 'type':
      return ofType(textOperand(triplet, 'is'));
    case 'name':
      return operator === 'is' ? called(textOperand(triplet, 'is')) : calledLike(textOperand(triplet, 'q'));
    case 'created_on':
    case 'updated_on': {
      const time = readTimeTest(triplet, now);
      return { test: (asset) => time.test(asset[property]), where: everything, exact: false };
    }
    case 'validation':
      return validated(triplet, language);
    default:
      return refuseTriplet();
  }
}

function textOperand({ operator, operands }: Triplet, known: string): string {
  return operator === known && typeof operands === 'string' ? operands : refuseTriplet();
}

/** By what a file is found: its extension, and a kind of media such as `image`, `video`, `audio`, `text`. */
export function typesOf(type: string): string[] {
  return [type, mediaTypeOf(type).split('/')[0] ?? ''];
}

function ofType(wanted: string): AssetLeaf {
  const test = ({ type }: AssetDocument): boolean => type !== null && typesOf(type).includes(wanted);
  return { test, where: { mark: typeMark(wanted) }, exact: true };
}

function called(name: string): AssetLeaf {
  return { test: (asset) => asset.name === name, where: { mark: nameMark(name) }, exact: true };
}

function calledLike(text: string): AssetLeaf {
  const wanted = text.toLowerCase();
  return { test: ({ name }) => name.toLowerCase().includes(wanted), where: containing(wanted), exact: false };
}

function isTold(asset: AssetDocument, text: LocalizedText, language: Language): boolean {
  return (asset[text][language] ?? '') !== '';
}

function isToldAnywhere(asset: AssetDocument, text: LocalizedText): boolean {
  return Object.values(asset[text]).some((each) => each !== '');
}

function validated({ operator, operands }: Triplet, language: Language): AssetLeaf {
  const known = localizedTexts.find((each) => each === operands);
  if (operands !== undefined && known === undefined) return refuseTriplet();
  const texts = known === undefined ? localizedTexts : [known];
  const untold = (text: LocalizedText): TextCondition => ({ not: { mark: toldMark(text, language) } });
  switch (operator) {
    case 'is_empty':
      return {
        test: (asset) => texts.some((text) => !isTold(asset, text, language)),
        where: { any: texts.map(untold) },
        exact: true,
      };
    // Emptiness is no failure, and an untranslated text is the only one that an asset can have.
    case 'any':
    case 'not_translated':
      return {
        test: (asset) => texts.some((text) => !isTold(asset, text, language) && isToldAnywhere(asset, text)),
        where: { any: texts.map((text) => ({ all: [untold(text), { mark: toldMark(text, undefined) }] })) },
        exact: true,
      };
    default:
      return refuseTriplet();
  }
}
