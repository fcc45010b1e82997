/**
 * The nearest whole number, rounded up, that both engines take as an integer: cursors come from outside and may be anything.
 */
export function atInteger(value: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, Math.ceil(value)));
}
