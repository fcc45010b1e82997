/** The first index for which the condition holds, which must hold for all that follow; `length` if there is none. */
export function firstIndex(length: number, condition: (index: number) => boolean): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (condition(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
