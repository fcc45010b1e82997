/** What an upload has added so far: where each item stands in it, and whether an entry has used it. Thirty bytes an item. */
export class ItemTable {
  private readonly segments: Uint32Array[] = [];
  private count = 0;
  /** Open addressing by the digest's first word; holds number + 1, or 0 where free. */
  private slots = new Uint32Array(1024);

  /**
   * An item that is added again must be used again (contract §7.3, rule 4).
   * @param offset byte at which its first line begins
   * @param line one-based
   */
  add(digest: string, offset: number, line: number): void {
    const print = fingerprint(digest);
    const slot = this.slotOf(print);
    const known = (this.slots[slot] ?? 0) - 1;
    if (known >= 0) {
      if (this.unusedSince(known) === undefined) this.write(known, lineWord, line);
      return;
    }
    this.slots[slot] = this.count + 1;
    if (this.count % segmentSize === 0) this.segments.push(new Uint32Array(segmentSize * stride));
    const words = [...print, offset % wordSize, Math.floor(offset / wordSize), line];
    for (const [word, value] of words.entries()) this.write(this.count, word, value);
    this.count += 1;
    if (this.count * 4 > this.slots.length * 3) this.widen();
  }

  /** @returns the byte at which the item's line begins; undefined for an item that was not added */
  use(digest: string): number | undefined {
    const number = (this.slots[this.slotOf(fingerprint(digest))] ?? 0) - 1;
    if (number < 0) return undefined;
    this.write(number, lineWord, 0);
    return this.offsetOf(number);
  }

  /** Whether the item was added and no entry has used it since. */
  isUnused(digest: string): boolean {
    const number = (this.slots[this.slotOf(fingerprint(digest))] ?? 0) - 1;
    return number >= 0 && this.unusedSince(number) !== undefined;
  }

  /** Items that no entry has used since they were last added, in order of first appearance. */
  *unused(): Generator<{ readonly offset: number; readonly line: number }> {
    for (let number = 0; number < this.count; number += 1) {
      const line = this.unusedSince(number);
      if (line !== undefined) yield { offset: this.offsetOf(number), line };
    }
  }

  private unusedSince(number: number): number | undefined {
    return this.read(number, lineWord) || undefined;
  }

  private offsetOf(number: number): number {
    return this.read(number, offsetWord) + this.read(number, offsetWord + 1) * wordSize;
  }

  private slotOf([first, second, third]: Fingerprint): number {
    const mask = this.slots.length - 1;
    for (let slot = first & mask; ; slot = (slot + 1) & mask) {
      const number = (this.slots[slot] ?? 0) - 1;
      if (number < 0) return slot;
      if (this.read(number, 0) === first && this.read(number, 1) === second && this.read(number, 2) === third) return slot;
    }
  }

  private widen(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let number = 0; number < this.count; number += 1) {
      this.slots[this.slotOf([this.read(number, 0), this.read(number, 1), this.read(number, 2)])] = number + 1;
    }
  }

  private read(number: number, word: number): number {
    return this.segments[Math.floor(number / segmentSize)]?.[(number % segmentSize) * stride + word] ?? 0;
  }

  private write(number: number, word: number, value: number): void {
    const segment = this.segments[Math.floor(number / segmentSize)];
    if (segment !== undefined) segment[(number % segmentSize) * stride + word] = value;
  }
}

/** The first 96 bits of a digest. Two items that share them count as one, whose text then fails to have the second's digest. */
type Fingerprint = readonly [number, number, number];

function fingerprint(digest: string): Fingerprint {
  return [wordAt(digest, 0), wordAt(digest, 8), wordAt(digest, 16)];
}

function wordAt(digest: string, at: number): number {
  return Number.parseInt(digest.slice(at, at + 8), 16);
}

const segmentSize = 65_536;
const wordSize = 2 ** 32;
/** Words of an item: fingerprint (3), offset (2, low word first), line since when it is unused or 0. */
const stride = 6;
const offsetWord = 3;
const lineWord = 5;
