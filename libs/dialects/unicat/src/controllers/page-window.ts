import { BadParameter } from '../errors/unicat-errors.js';
import type { PageWindow } from '../use-cases/search-records.use-case.js';
import type { Parameters } from './parameters.js';

/** The client never asks for more (contract §4.0). */
const largestPage = 1000;

/**
 * @param most items that a page may have
 * @throws BadParameter for what is no whole number within its bounds
 */
export function readPageWindow(parameters: Parameters, size: number, most = largestPage): PageWindow {
  return {
    top: readInteger(parameters, 'page.top', 0, 0, Number.MAX_SAFE_INTEGER),
    size: readInteger(parameters, 'page.size', size, 1, most),
  };
}

function readInteger(parameters: Parameters, name: string, standard: number, least: number, most: number): number {
  const value = parameters[name] ?? standard;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) throw new BadParameter(name);
  return value;
}
