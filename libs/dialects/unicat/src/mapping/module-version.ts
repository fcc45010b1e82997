const pattern = /^\d{1,9}(?:\.\d{1,9})*$/;

/** Whether a text is a version as modules have it: `1.2.3`. */
export function isModuleVersion(text: string): boolean {
  return pattern.test(text);
}

/** The higher one of two versions, part by part as numbers: `1.10.0` is above `1.9.3`. */
export function higherVersion(one: string, other: string): string {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference > 0 ? one : other;
  }
  return one;
}
