import { firstIndex } from '../paging/first-index.js';
import { roomFor } from './growing-array.js';

/** From so many changes on, sorting anew is faster than moving each. */
const manyChanges = 200;

export interface Placing {
  /** Slot of the player. */
  readonly player: number;
  readonly score: number;
  /** Whether he takes part. */
  readonly ranked: boolean;
}

/** Players by score, the best first; equal ones by id. */
export class Ranking {
  private constructor(
    private readonly idOf: (player: number) => number,
    private scores: Float64Array<ArrayBuffer>,
    private order: number[],
  ) {}

  static empty(idOf: (player: number) => number): Ranking {
    return new Ranking(idOf, new Float64Array(64), []);
  }

  fork(idOf: (player: number) => number): Ranking {
    return new Ranking(idOf, this.scores.slice(), [...this.order]);
  }

  /** Number of players that are ranked. */
  get length(): number {
    return this.order.length;
  }

  /** Slot of the player at a place, counted from 0. */
  at(place: number): number {
    return this.order[place] ?? 0;
  }

  scoreOf(player: number): number {
    return this.scores[player] ?? 0;
  }

  /** One more than the number of players with a higher score. */
  rankOf(player: number): number {
    const score = this.scoreOf(player);
    return firstIndex(this.order.length, (place) => this.scoreOf(this.at(place)) <= score) + 1;
  }

  isRanked(player: number): boolean {
    return this.order[this.placeOf(player)] === player;
  }

  update(placings: readonly Placing[]): void {
    if (placings.length < manyChanges) for (const placing of placings) this.move(placing);
    else this.sortAnew(placings);
  }

  private move({ player, score, ranked }: Placing): void {
    const before = this.placeOf(player);
    if (this.order[before] === player) this.order.splice(before, 1);
    this.setScore(player, score);
    if (ranked) this.order.splice(this.placeOf(player), 0, player);
  }

  private sortAnew(placings: readonly Placing[]): void {
    const touched = new Set(placings.map(({ player }) => player));
    const order = this.order.filter((player) => !touched.has(player));
    for (const { player, score, ranked } of placings) {
      this.setScore(player, score);
      if (ranked) order.push(player);
    }
    this.order = order.sort((a, b) => this.scoreOf(b) - this.scoreOf(a) || this.idOf(a) - this.idOf(b));
  }

  private setScore(player: number, score: number): void {
    this.scores = roomFor(this.scores, player, 0);
    this.scores[player] = score;
  }

  /** Where the player is, or would have to go. */
  private placeOf(player: number): number {
    const [score, id] = [this.scoreOf(player), this.idOf(player)];
    return firstIndex(this.order.length, (place) => {
      const other = this.at(place);
      const difference = this.scoreOf(other) - score;
      return difference < 0 || (difference === 0 && this.idOf(other) >= id);
    });
  }
}
