import { UsageError } from '../exit-codes.js';

/** @throws UsageError */
export function readInteger(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${name} must be a number, not '${text}'`);
  return Number(text);
}
