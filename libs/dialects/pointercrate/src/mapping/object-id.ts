const decimal = /^-?[0-9]+$/;
const least = -(2 ** 31);
const most = 2 ** 31 - 1;

/** A decimal signed 32-bit integer, leading zeros allowed (contract §0); undefined for anything else. */
export function parseObjectId(text: string): number | undefined {
  if (!decimal.test(text)) return undefined;
  const id = Number(text);
  return id >= least && id <= most ? id : undefined;
}
