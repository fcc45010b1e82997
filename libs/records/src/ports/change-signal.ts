import type { LogPosition, SpaceId } from '../domain/identifiers.js';

export type ChangeListener = (space: SpaceId, position: LogPosition) => void;

/** Says "committed up to position n"; a follower then reads `listChanges`, so a lost signal costs nothing. */
export interface ChangeSignal {
  /** @returns a function that ends the subscription */
  subscribe(listener: ChangeListener): () => void;
  committed(space: SpaceId, position: LogPosition): void;
}

/** Signals within one process. */
export class LocalChangeSignal implements ChangeSignal {
  private readonly listeners = new Set<ChangeListener>();

  subscribe(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  committed(space: SpaceId, position: LogPosition): void {
    for (const listener of this.listeners) listener(space, position);
  }
}
