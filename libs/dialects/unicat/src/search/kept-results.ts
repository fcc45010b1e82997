import { LRUCache } from 'lru-cache';
import type { Gid } from '../wire/schema.js';

/** Characters of all results that are kept, and for how many milliseconds: whoever pages asks the same again and again. */
const keptCharacters = 32 * 1024 * 1024;
const keptFor = 60_000;
const gidLength = 36;

/** Lists of gids that searches found, by all that they depend on. */
export class KeptResults {
  private readonly results = new LRUCache<string, readonly Gid[]>({
    maxSize: keptCharacters,
    sizeCalculation: (gids, name) => gids.length * gidLength + name.length,
    ttl: keptFor,
  });

  /** @param name all that the result depends on, and how far the log had come */
  async get(name: readonly unknown[], find: () => Promise<readonly Gid[]>): Promise<readonly Gid[]> {
    const text = JSON.stringify(name);
    const known = this.results.get(text) ?? (await find());
    this.results.set(text, known);
    return known;
  }
}
