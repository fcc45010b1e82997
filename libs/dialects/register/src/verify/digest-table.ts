const digestLength = 32;
const empty = 0;
const used = 0xffff_ffff;
/** Share of slots in use beyond which the table doubles. */
const fullness = 0.7;

/**
 * The items of a log: their digests, and for those that no entry has used yet the line they are on. Open addressing in flat
 * memory, about 50 bytes an item where a map of texts would take three times as much.
 */
export class DigestTable {
  private digests = Buffer.alloc(1024 * digestLength);
  private lines = new Uint32Array(1024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** @param line one-based; kept where the item waits already for an entry to use it */
  add(digest: Buffer, line: number): void {
    if (this.count >= this.lines.length * fullness) this.grow();
    const slot = this.slotOf(digest);
    if (this.lines[slot] === empty) {
      digest.copy(this.digests, slot * digestLength);
      this.count += 1;
    } else if (this.lines[slot] !== used) return;
    this.lines[slot] = line;
  }

  /** @returns whether the item is there */
  use(digest: Buffer): boolean {
    const slot = this.slotOf(digest);
    if (this.lines[slot] === empty) return false;
    this.lines[slot] = used;
    return true;
  }

  /** Whether the item is there and no entry has used it. */
  isUnused(digest: Buffer): boolean {
    const line = this.lines[this.slotOf(digest)];
    return line !== empty && line !== used;
  }

  /** The line of the first item that no entry has used. */
  firstUnused(): number | undefined {
    let first = used;
    for (const line of this.lines) if (line !== empty && line < first) first = line;
    return first === used ? undefined : first;
  }

  /** Where the digest is, or the free slot where it would go. Digests are random already, so their first bytes spread them. */
  private slotOf(digest: Buffer): number {
    const mask = this.lines.length - 1;
    let slot = digest.readUInt32LE(0) & mask;
    while (this.lines[slot] !== empty && digest.compare(this.digests, slot * digestLength, (slot + 1) * digestLength) !== 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const { digests, lines } = this;
    this.digests = Buffer.alloc(digests.length * 2);
    this.lines = new Uint32Array(lines.length * 2);
    for (const [at, line] of lines.entries()) {
      if (line === empty) continue;
      const digest = digests.subarray(at * digestLength, (at + 1) * digestLength);
      const slot = this.slotOf(digest);
      digest.copy(this.digests, slot * digestLength);
      this.lines[slot] = line;
    }
  }
}
