import type { LogPosition } from '#records';
import { ApprovedRecords } from './approved-records.js';
import { DemonBoard, isWorthElse, type KnownDemon } from './demon-board.js';
import { type KnownPlayer, PlayerRoster } from './player-roster.js';
import { type Placing, Ranking } from './ranking.js';
import { fullScore, recordScore } from './score-formula.js';

/** A row as far as it counts; undefined: it counts no more. */
export interface StandingsChanges {
  readonly players: readonly { readonly id: number; readonly player: KnownPlayer | undefined }[];
  readonly demons: readonly { readonly id: number; readonly demon: DemonChange | undefined }[];
  readonly records: readonly { readonly slot: number; readonly approved: ApprovedRecord | undefined }[];
}

export interface DemonChange {
  readonly position: number;
  readonly requirement: number;
  /** Id of the player. */
  readonly verifier: number;
}

export interface ApprovedRecord {
  /** Ids of player and demon. */
  readonly player: number;
  readonly demon: number;
  readonly progress: number;
}

/** What the standings have seen of the log: its position, and for each collection that they follow its size and revision. */
export interface LogMark {
  readonly position: LogPosition;
  readonly collections: readonly { readonly entries: number; readonly revision: number }[];
}

/** Players whose scores are worked out before others get a turn. */
const slice = 2000;

/**
 * Scores and ranks of a list (contract §6.6), in memory: what follows from players, demons and approved records, kept so that
 * a change costs what it affects.
 */
export class Standings {
  private readonly affectedPlayers = new Set<number>();
  private readonly affectedDemons = new Set<number>();
  /** Grows whenever something has changed, for whoever derives more from the standings. */
  generation = 0;

  private constructor(
    readonly players: PlayerRoster,
    readonly demons: DemonBoard,
    readonly records: ApprovedRecords,
    readonly ranking: Ranking,
    public mark: LogMark,
  ) {}

  static empty(): Standings {
    const players = PlayerRoster.empty();
    const ranking = Ranking.empty((slot) => players.idAt(slot));
    const mark = { position: 0, collections: [] };
    return new Standings(players, DemonBoard.empty(), ApprovedRecords.empty(), ranking, mark);
  }

  /** A copy that goes its own way. */
  fork(): Standings {
    const players = this.players.fork();
    const ranking = this.ranking.fork((slot) => players.idAt(slot));
    return new Standings(players, this.demons.fork(), this.records.fork(), ranking, this.mark);
  }

  /** Notes changes; scores and ranks are right again after `settle`. */
  apply({ players, demons, records }: StandingsChanges): void {
    for (const { id, player } of players) {
      this.affectedPlayers.add(player === undefined ? this.players.remove(id) : this.players.put(player));
    }
    for (const { id, demon } of demons) this.applyDemon(id, demon);
    for (const { slot, approved } of records) this.applyRecord(slot, approved);
  }

  /** Works out the scores of all whom the changes affect, and ranks them; gives others a turn in between. */
  *settle(): Generator<void> {
    if (this.affectedDemons.size > 0) {
      this.records.each((player, demon) => {
        if (this.affectedDemons.has(demon)) this.affectedPlayers.add(player);
      });
    }
    const placings: Placing[] = [];
    for (const player of this.affectedPlayers) {
      const score = this.sumUp(player);
      const isRanked = score > 0 && this.players.at(player)?.banned === false;
      placings.push({ player, score, ranked: isRanked });
      if (placings.length % slice === 0) yield;
    }
    this.ranking.update(placings);
    this.affectedPlayers.clear();
    this.affectedDemons.clear();
    this.generation += 1;
  }

  settleAtOnce(): void {
    Array.from(this.settle());
  }

  private applyDemon(id: number, change: DemonChange | undefined): void {
    const slot = this.demons.slotOf(id);
    const before = this.demons.at(slot);
    const after: KnownDemon | undefined = change && { ...change, id, verifier: this.players.slotOf(change.verifier) };
    this.demons.put(id, after);
    for (const demon of [before, after]) if (demon !== undefined) this.affectedPlayers.add(demon.verifier);
    if (isWorthElse(before, after)) this.affectedDemons.add(slot);
  }

  private applyRecord(slot: number, approved: ApprovedRecord | undefined): void {
    const before = this.records.holderOf(slot);
    if (before !== undefined) this.affectedPlayers.add(before);
    if (approved === undefined) {
      this.records.remove(slot);
      return;
    }
    const player = this.players.slotOf(approved.player);
    this.records.put(slot, player, this.demons.slotOf(approved.demon), approved.progress);
    this.affectedPlayers.add(player);
  }

  /** Added up in the order of the list, so that whoever did the same has exactly the same score. */
  private sumUp(player: number): number {
    const parts: { readonly position: number; readonly score: number }[] = [];
    const completed = new Set<number>();
    this.records.eachOf(player, (slot, progress) => {
      const demon = this.demons.at(slot);
      if (demon === undefined) return;
      if (progress === 100) completed.add(slot);
      parts.push({ position: demon.position, score: recordScore(progress, demon.position, demon.requirement) });
    });
    for (const slot of this.demons.verifiedBy(player)) {
      const { position = 0 } = this.demons.at(slot) ?? {};
      // A verification and an own 100 % count once.
      if (!completed.has(slot)) parts.push({ position, score: fullScore(position) });
    }
    parts.sort((a, b) => a.position - b.position || a.score - b.score);
    return parts.reduce((sum, { score }) => sum + score, 0);
  }
}
