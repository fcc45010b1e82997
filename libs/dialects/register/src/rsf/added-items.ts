import { type BlobHash, hashCanonical } from '#records';
import { ItemTable } from './item-table.js';
import { LineWindow } from './line-window.js';
import { addItemPrefix, type Item } from './rsf-command.js';
import type { OpenedRsf } from './rsf-source.js';

/** An item and its text, which is canonical JSON. */
export interface ItemText {
  readonly item: Item;
  readonly canonical: string;
}

/** In an interleaved log the entry follows its item at once. */
const mostRecent = 64;

/** The items of an upload. Those of the latest lines are at hand, all others are read again when an entry uses them. */
export class AddedItems {
  private readonly table = new ItemTable();
  private readonly window: LineWindow;
  private readonly recent = new Map<BlobHash, ItemText>();

  constructor(source: OpenedRsf) {
    this.window = new LineWindow(source);
  }

  /**
   * @param offset byte at which the line begins
   * @param line one-based
   */
  add(digest: BlobHash, text: ItemText, offset: number, line: number): void {
    this.table.add(digest, offset, line);
    if (this.recent.size === mostRecent) this.recent.clear();
    this.recent.set(digest, text);
  }

  /**
   * Notes that an entry uses the item.
   * @returns the byte at which the line that added it begins; undefined where none did
   */
  use(digest: string): number | undefined {
    return isDigest(digest) ? this.table.use(digest) : undefined;
  }

  /** An item of the latest lines. */
  atHand(digest: BlobHash): ItemText | undefined {
    return this.recent.get(digest);
  }

  isUnused(digest: BlobHash): boolean {
    return this.table.isUnused(digest);
  }

  /** @returns undefined where the line does not hold the item with this digest */
  async read(digest: BlobHash, offset: number): Promise<ItemText | undefined> {
    const line = this.window.lineAt(offset) ?? (await this.window.slide(offset));
    const canonical = line.slice(addItemPrefix.length);
    return hashCanonical(canonical) === digest ? { item: JSON.parse(canonical) as Item, canonical } : undefined;
  }

  /** Items that no entry has used since they were last added, at most so many. */
  async listUnused(most: number): Promise<readonly { readonly digest: BlobHash; readonly line: number }[]> {
    const unused: { digest: BlobHash; line: number }[] = [];
    for (const { offset, line } of this.table.unused()) {
      const text = this.window.lineAt(offset) ?? (await this.window.slide(offset));
      unused.push({ digest: hashCanonical(text.slice(addItemPrefix.length)), line });
      if (unused.length === most) break;
    }
    return unused;
  }
}

export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
