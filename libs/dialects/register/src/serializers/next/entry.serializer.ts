import type { Entry } from '#records';

/** An entry whose blob is identified as in the next view: by the object hash (contract §4.2). */
export function byObjectHash(entry: Entry): Entry {
  return { ...entry, blobHash: entry.objectHash };
}

export async function* pagesByObjectHash(pages: AsyncIterable<readonly Entry[]>): AsyncGenerator<readonly Entry[]> {
  for await (const page of pages) yield page.map(byObjectHash);
}
