import type { SyncedType, SyncItem } from '../wire/sync.js';

/** What clients hold only some of: of a new one they take no notice. */
const lazy: ReadonlySet<SyncedType> = new Set(['records', 'assets']);

/**
 * Items of one answer. Changes of one object become one item, with the cursor of the last. What is gone is gone. What is new and
 * was changed since is told twice where clients may have got it in between: the one item says that it is new, the other that it
 * is not what they hold (contract §7).
 */
export class MergedItems {
  private readonly latest = new Map<string, SyncItem>();
  private readonly inserted = new Map<string, SyncItem>();
  private count = 0;

  /** How many changes came together; there are no more items than these. */
  get told(): number {
    return this.count;
  }

  /** In the order of cursors. */
  add(item: SyncItem): void {
    this.count += 1;
    const name = `${item.data_type} ${item.data_key}`;
    const known = this.latest.get(name);
    if (item.action === 'DELETE' || known?.action === 'DELETE') {
      this.inserted.delete(name);
      this.latest.set(name, { ...item, action: 'DELETE' });
    } else if (known?.action === 'INSERT' && item.action === 'UPDATE') {
      if (lazy.has(item.data_type)) this.inserted.set(name, known);
      this.latest.set(name, lazy.has(item.data_type) ? item : { ...item, action: 'INSERT' });
    } else {
      this.latest.set(name, known?.action === 'UPDATE' && lazy.has(item.data_type) ? { ...item, action: 'UPDATE' } : item);
    }
  }

  items(): SyncItem[] {
    return [...this.inserted.values(), ...this.latest.values()].sort((one, other) => one.cursor - other.cursor);
  }
}
