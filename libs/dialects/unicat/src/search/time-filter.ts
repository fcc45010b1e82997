import type { Timestamp } from '../wire/project.js';
import { refuseTriplet, type Triplet } from './filter.js';

export interface TimeLeaf {
  readonly property: string;
  test(timestamp: Timestamp): boolean;
}

export const timeProperties: readonly string[] = ['created_on', 'updated_on'];

const secondsOfDay = 86_400;

/**
 * `<` and `>` compare how many days ago it was, so that `<` means later (contract §6).
 * @param now seconds since the Unix epoch
 * @throws SearchError
 */
export function readTimeTest(triplet: Triplet, now: Timestamp): TimeLeaf {
  const { property, operator, operands } = triplet;
  if (!Array.isArray(operands) || operands.length !== 2) return refuseTriplet();
  const [first, second] = operands as readonly unknown[];
  if (!isNumber(first)) return refuseTriplet();
  if (operator === 'between') {
    if (!isNumber(second)) return refuseTriplet();
    return { property, test: (timestamp) => first <= timestamp && timestamp <= second };
  }
  if (second !== 'days') return refuseTriplet();
  const then = now - first * secondsOfDay;
  if (operator === '<') return { property, test: (timestamp) => timestamp > then };
  if (operator === '>') return { property, test: (timestamp) => timestamp < then };
  return refuseTriplet();
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
