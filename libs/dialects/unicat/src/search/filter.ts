import { SearchError } from '../errors/unicat-errors.js';

/** A filter of the API (contract §6) with its triplets read: no operand of `all` is true, none of `any` is false. */
export type Filter<Leaf> =
  | { readonly leaf: Leaf }
  | { readonly all: readonly Filter<Leaf>[] }
  | { readonly any: readonly Filter<Leaf>[] }
  | { readonly not: Filter<Leaf> };

/** What a triplet says; `operands` is undefined where there are none. */
export interface Triplet {
  readonly property: string;
  readonly operator: string;
  readonly operands: unknown;
}

/** Triplets that one filter may have, and how deep they may nest: both engines' expressions have limits of their own. */
const mostTriplets = 500;
const deepest = 40;

/**
 * @param filter as it came; an empty list is no restriction
 * @param readLeaf throws SearchError for a property, operator or operand that it does not know
 * @throws SearchError for what is no filter
 */
export function readFilter<Leaf>(filter: readonly unknown[], readLeaf: (triplet: Triplet) => Leaf): Filter<Leaf> {
  if (filter.length === 0) return { all: [] };
  let triplets = 0;
  const read = (value: unknown, depth: number): Filter<Leaf> => {
    triplets += 1;
    if (triplets > mostTriplets || depth > deepest) throw new SearchError();
    const triplet = readTriplet(value);
    const { property, operator, operands } = triplet;
    if (property !== 'and' && property !== 'or' && property !== 'not') return { leaf: readLeaf(triplet) };
    if (operator !== '') throw new SearchError();
    if (property === 'not') return { not: read(operands, depth + 1) };
    if (!Array.isArray(operands)) throw new SearchError();
    const filters = operands.map((each) => read(each, depth + 1));
    return property === 'and' ? { all: filters } : { any: filters };
  };
  return read(filter, 1);
}

function readTriplet(value: unknown): Triplet {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) throw new SearchError();
  const [property, operator, operands] = value as readonly unknown[];
  if (typeof property !== 'string' || typeof operator !== 'string') throw new SearchError();
  return { property, operator, operands: operands ?? undefined };
}

export function passes<Leaf>(filter: Filter<Leaf>, test: (leaf: Leaf) => boolean): boolean {
  if ('leaf' in filter) return test(filter.leaf);
  if ('all' in filter) return filter.all.every((each) => passes(each, test));
  if ('any' in filter) return filter.any.some((each) => passes(each, test));
  return !passes(filter.not, test);
}

/**
 * What a reader of leaves does with a property, an operator or an operand that it does not know.
 * @throws SearchError
 */
export function refuseTriplet(): never {
  throw new SearchError();
}
