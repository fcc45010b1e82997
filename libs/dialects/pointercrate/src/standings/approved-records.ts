import { roomFor } from './growing-array.js';

const none = -1;
const few = 64;

/**
 * The approved records of a list, in columns: 14 bytes each. Those of one player are linked, so that his score can be worked
 * out without the others.
 */
export class ApprovedRecords {
  private constructor(
    /** By record: slot of its holder, or none where it does not count. */
    private players: Int32Array<ArrayBuffer>,
    private demons: Int32Array<ArrayBuffer>,
    private progress: Int16Array<ArrayBuffer>,
    /** By record: the holder's next one. */
    private next: Int32Array<ArrayBuffer>,
    /** By player: his first record. */
    private heads: Int32Array<ArrayBuffer>,
  ) {}

  static empty(): ApprovedRecords {
    const blank = (): Int32Array<ArrayBuffer> => new Int32Array(few).fill(none);
    return new ApprovedRecords(blank(), blank(), new Int16Array(few), blank(), blank());
  }

  fork(): ApprovedRecords {
    return new ApprovedRecords(
      this.players.slice(),
      this.demons.slice(),
      this.progress.slice(),
      this.next.slice(),
      this.heads.slice(),
    );
  }

  /** Slot of the record's holder. */
  holderOf(record: number): number | undefined {
    const player = this.players[record] ?? none;
    return player === none ? undefined : player;
  }

  /** @param record a small number of its own */
  put(record: number, player: number, demon: number, progress: number): void {
    this.remove(record);
    this.players = roomFor(this.players, record, none);
    this.demons = roomFor(this.demons, record, none);
    this.progress = roomFor(this.progress, record, 0);
    this.next = roomFor(this.next, record, none);
    this.heads = roomFor(this.heads, player, none);
    this.players[record] = player;
    this.demons[record] = demon;
    this.progress[record] = progress;
    this.next[record] = this.heads[player] ?? none;
    this.heads[player] = record;
  }

  remove(record: number): void {
    const player = this.holderOf(record);
    if (player === undefined) return;
    const after = this.next[record] ?? none;
    if (this.heads[player] === record) this.heads[player] = after;
    else this.next[this.predecessor(player, record)] = after;
    this.players[record] = none;
  }

  each(visit: (player: number, demon: number, progress: number) => void): void {
    for (let record = 0; record < this.players.length; record += 1) {
      const player = this.players[record] ?? none;
      if (player !== none) visit(player, this.demons[record] ?? none, this.progress[record] ?? 0);
    }
  }

  eachOf(player: number, visit: (demon: number, progress: number) => void): void {
    for (let record = this.heads[player] ?? none; record !== none; record = this.next[record] ?? none) {
      visit(this.demons[record] ?? none, this.progress[record] ?? 0);
    }
  }

  /** A player has no more records than there are demons. */
  private predecessor(player: number, record: number): number {
    let before = this.heads[player] ?? none;
    while (before !== none && this.next[before] !== record) before = this.next[before] ?? none;
    return before;
  }
}
