import { type JsonValue, redactedPrefix } from '#records';
import type { Item } from './rsf-command.js';

interface RedactedItem {
  readonly item: Item;
  /** Of the item as it stands in the file; 64 hex digits. */
  readonly digest: string;
  /** Whether an entry was found to be about it under the digest of what it was. */
  claimed: boolean;
}

/**
 * Items with redacted values: entries know them by the digest of what they were, which cannot be recomputed (contract §1.5).
 * An unknown digest may stand for one of them, each for another one.
 */
export class RedactedItems {
  private readonly items: RedactedItem[] = [];
  private readonly byDigest = new Map<string, RedactedItem>();
  /** User items by the key that they carry; made once the register is known and an unknown digest asks for it. */
  private byKey: { readonly register: string; readonly items: Map<string, RedactedItem[]> } | undefined;

  /** @param isUnused whether no entry has used the item of that digest yet */
  constructor(private readonly isUnused: (digest: string) => boolean) {}

  addIfRedacted(item: Item, digest: string): void {
    if (!Object.values(item).some(holdsRedacted)) return;
    const added = { item, digest, claimed: false };
    this.items.push(added);
    if (this.byKey !== undefined) addByKey(this.byKey.items, added, this.byKey.register);
  }

  /**
   * Finds the item that a user entry is about.
   * @param digest of the entry, 64 hex digits
   * @param register whose name is that of the attribute with the key; keys cannot be redacted
   * @returns the item's digest as it stands in the file; undefined where there is none
   */
  claimUser(digest: string, register: string | undefined, key: string): string | undefined {
    return this.claim(digest, () => {
      if (register === undefined) return undefined;
      this.byKey ??= { register, items: this.indexBy(register) };
      const { items } = this.byKey;
      // Without a key an item could be about anything, so it must at least be of no use as what it is.
      return unclaimed(items.get(key)) ?? unclaimed(items.get(keyless)?.filter((item) => this.isUnused(item.digest)));
    });
  }

  /** As `claimUser` for a system entry: the item of `custodian` has an attribute of that name. */
  claimSystem(digest: string, key: string): string | undefined {
    return this.claim(digest, () => unclaimed(this.items.filter(({ item }) => Object.hasOwn(item, key))));
  }

  /** Number of digests that stand for redacted items. */
  get claimed(): number {
    return this.byDigest.size;
  }

  private claim(digest: string, find: () => RedactedItem | undefined): string | undefined {
    const found = this.byDigest.get(digest) ?? find();
    if (found === undefined) return undefined;
    found.claimed = true;
    this.byDigest.set(digest, found);
    return found.digest;
  }

  private indexBy(register: string): Map<string, RedactedItem[]> {
    const index = new Map<string, RedactedItem[]>();
    for (const item of this.items) addByKey(index, item, register);
    return index;
  }
}

/** Of items without the attribute, as registers without a primary key have them; no key is empty. */
const keyless = '';

function addByKey(index: Map<string, RedactedItem[]>, added: RedactedItem, register: string): void {
  const value = Object.hasOwn(added.item, register) ? added.item[register] : keyless;
  const key = typeof value === 'string' ? value : keyless;
  const alike = index.get(key);
  if (alike === undefined) index.set(key, [added]);
  else alike.push(added);
}

function unclaimed(items: readonly RedactedItem[] | undefined): RedactedItem | undefined {
  return items?.find(({ claimed }) => !claimed);
}

function holdsRedacted(value: JsonValue): boolean {
  return Array.isArray(value) ? value.some(holdsRedacted) : typeof value === 'string' && value.startsWith(redactedPrefix);
}
