import { hashCanonical, type RecordKey } from '#records';

const addItem = 'add-item\t';
const nameEntry = /^append-entry\tsystem\tname\t[^\t]*\tsha-256:([0-9a-f]{64})$/;
const userEntry = /^append-entry\tuser\t([^\t]*)\t/;

/** The register id that a log states in its system entry `name` (contract §1.1). */
export function nameInLog(lines: readonly string[]): string | undefined {
  const digest = lines.map((line) => nameEntry.exec(line)?.[1]).find((found) => found !== undefined);
  const line = lines.find((each) => each.startsWith(addItem) && hashCanonical(each.slice(addItem.length)) === digest);
  return line === undefined ? undefined : nameOf(line.slice(addItem.length));
}

function nameOf(item: string): string | undefined {
  try {
    const { name } = JSON.parse(item) as { name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** Keys of the user entries in a log, each once. */
export function userKeysInLog(lines: readonly string[]): readonly RecordKey[] {
  return [...new Set(lines.flatMap((line) => userEntry.exec(line)?.[1] ?? []))];
}
