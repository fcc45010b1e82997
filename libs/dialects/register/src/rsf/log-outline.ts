import { hashCanonical } from '#records';
import { readLines } from './read-lines.js';
import { addItemPrefix } from './rsf-command.js';
import type { OpenedRsf } from './rsf-source.js';

const nameEntry = /^append-entry\tsystem\tname\t[^\t]*\tsha-256:([0-9a-f]{64})$/;

/** The register id that a log states in its system entry `name` (contract §1.1). */
export async function nameInLog(source: OpenedRsf): Promise<string | undefined> {
  const digest = await findInLines(source, (line) => nameEntry.exec(line)?.[1]);
  if (digest === undefined) return undefined;
  const isNamed = (item: string): boolean => hashCanonical(item) === digest;
  const item = await findInLines(source, (line) => {
    const text = line.startsWith(addItemPrefix) ? line.slice(addItemPrefix.length) : undefined;
    return text !== undefined && isNamed(text) ? text : undefined;
  });
  return item === undefined ? undefined : nameOf(item);
}

async function findInLines<T>(source: OpenedRsf, find: (line: string) => T | undefined): Promise<T | undefined> {
  for await (const { lines } of readLines(source)) {
    for (const line of lines) {
      const found = find(line);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function nameOf(item: string): string | undefined {
  try {
    const { name } = JSON.parse(item) as { name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
