import { lastScoringPosition } from './score-formula.js';

/** What standings know of a demon. */
export interface KnownDemon {
  readonly id: number;
  readonly position: number;
  readonly requirement: number;
  /** Slot of the player. */
  readonly verifier: number;
}

/** The demons of a list, in slots like the players. */
export class DemonBoard {
  private verifications: ReadonlyMap<number, readonly number[]> | undefined;

  private constructor(
    private readonly slots: Map<number, number>,
    private readonly demons: (KnownDemon | undefined)[],
  ) {}

  static empty(): DemonBoard {
    return new DemonBoard(new Map(), []);
  }

  fork(): DemonBoard {
    return new DemonBoard(new Map(this.slots), [...this.demons]);
  }

  get size(): number {
    return this.demons.length;
  }

  slotOf(id: number): number {
    const known = this.slots.get(id);
    if (known !== undefined) return known;
    const slot = this.demons.push(undefined) - 1;
    this.slots.set(id, slot);
    return slot;
  }

  at(slot: number): KnownDemon | undefined {
    return this.demons[slot];
  }

  /** Slots of the demons that there are. */
  byPosition(): number[] {
    const slots = this.demons.flatMap((demon, slot) => (demon === undefined ? [] : [slot]));
    // By id where positions are equal: slots depend on what came first, and sums on the order.
    return slots.sort(
      (a, b) => this.numberOf(a, 'position') - this.numberOf(b, 'position') || this.numberOf(a, 'id') - this.numberOf(b, 'id'),
    );
  }

  private numberOf(slot: number, member: 'id' | 'position'): number {
    return this.demons[slot]?.[member] ?? 0;
  }

  put(id: number, demon: KnownDemon | undefined): void {
    this.demons[this.slotOf(id)] = demon;
    this.verifications = undefined;
  }

  /** Slots of the demons that the player verified. */
  verifiedBy(player: number): readonly number[] {
    this.verifications ??= groupByVerifier(this.demons);
    return this.verifications.get(player) ?? [];
  }
}

function groupByVerifier(demons: readonly (KnownDemon | undefined)[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [slot, demon] of demons.entries()) {
    if (demon === undefined) continue;
    const group = groups.get(demon.verifier);
    if (group === undefined) groups.set(demon.verifier, [slot]);
    else group.push(slot);
  }
  return groups;
}

/** Whether records on the demon may be worth something else than before. */
export function isWorthElse(before: KnownDemon | undefined, after: KnownDemon | undefined): boolean {
  const scores = (demon: KnownDemon | undefined): boolean => demon !== undefined && demon.position <= lastScoringPosition;
  if (!scores(before) && !scores(after)) return false;
  return before?.position !== after?.position || before?.requirement !== after?.requirement;
}
