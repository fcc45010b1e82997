import { foldName } from '../list/player-names.js';
import { firstIndex } from '../paging/first-index.js';

/** What standings know of a player. Never changed: replaced. */
export interface KnownPlayer {
  readonly id: number;
  readonly name: string;
  /** The name as it is compared (contract §1.5). */
  readonly folded: string;
  readonly banned: boolean;
  /** Country code. */
  readonly nationality: string | null;
  /** Code within the country. */
  readonly subdivision: string | null;
}

/**
 * The players of a list. Each id has a slot, a small number under which others keep what they know of the player; it stays
 * when the player is deleted, and there may be one before he is known.
 */
export class PlayerRoster {
  private constructor(
    private readonly slots: Map<number, number>,
    private readonly ids: number[],
    private readonly players: (KnownPlayer | undefined)[],
    private readonly ascending: number[],
  ) {}

  static empty(): PlayerRoster {
    return new PlayerRoster(new Map(), [], [], []);
  }

  fork(): PlayerRoster {
    return new PlayerRoster(new Map(this.slots), [...this.ids], [...this.players], [...this.ascending]);
  }

  /** Slots that were given out: all below this number. */
  get size(): number {
    return this.ids.length;
  }

  /** Slots of the players that there are, by id, ascending. */
  get byId(): readonly number[] {
    return this.ascending;
  }

  slotOf(id: number): number {
    const known = this.slots.get(id);
    if (known !== undefined) return known;
    this.slots.set(id, this.ids.length);
    this.players.push(undefined);
    return this.ids.push(id) - 1;
  }

  findSlot(id: number): number | undefined {
    return this.slots.get(id);
  }

  find(id: number): KnownPlayer | undefined {
    const slot = this.slots.get(id);
    return slot === undefined ? undefined : this.players[slot];
  }

  idAt(slot: number): number {
    return this.ids[slot] ?? 0;
  }

  at(slot: number): KnownPlayer | undefined {
    return this.players[slot];
  }

  /** @returns the player's slot */
  put(player: KnownPlayer): number {
    const slot = this.slotOf(player.id);
    if (this.players[slot] === undefined) this.ascending.splice(this.placeOf(player.id), 0, slot);
    this.players[slot] = player;
    return slot;
  }

  /** @returns the slot that the player had */
  remove(id: number): number {
    const slot = this.slotOf(id);
    if (this.players[slot] !== undefined) this.ascending.splice(this.placeOf(id), 1);
    this.players[slot] = undefined;
    return slot;
  }

  private placeOf(id: number): number {
    return firstIndex(this.ascending.length, (at) => this.idAt(this.ascending[at] ?? 0) >= id);
  }
}

/** @param subdivision key of the subdivision: country code, hyphen, code within the country */
export function knownPlayer(
  id: number,
  name: string,
  banned: boolean,
  nationality: string | null,
  subdivision: string | null,
): KnownPlayer {
  const folded = foldName(name);
  return {
    id,
    name,
    // Most names are their own folded form, which then takes no memory.
    folded: folded === name ? name : folded,
    banned,
    nationality,
    subdivision: subdivision === null ? null : subdivision.slice(subdivision.indexOf('-') + 1),
  };
}
