import type { ChangeSignal, LogPosition, SpaceDirectory, SpaceId } from '#records';
import type { SqlFullTextIndex } from './sql-full-text-index.js';

/** Positions that a space moves by before somebody looks whether its indexes are far behind. */
const lookEvery = 2000;

/**
 * Keeps searches after a migration or a long import from waiting for the whole index: what is far behind is taken in before
 * anybody asks. Single writes are left to the search that wants to see them.
 */
export class BackgroundCatchUp {
  private readonly looked = new Map<SpaceId, LogPosition>();
  private unsubscribe: (() => void) | undefined;
  private work: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly index: SqlFullTextIndex,
    private readonly spaces: SpaceDirectory,
  ) {}

  start(signal: ChangeSignal | undefined): void {
    this.unsubscribe ??= signal?.subscribe((space, position) => this.heard(space, position));
    this.enqueue(async () => this.index.catchUpFar(await this.spaces.list()));
  }

  async end(): Promise<void> {
    this.unsubscribe?.();
    this.ended = true;
    await this.work;
  }

  private heard(id: SpaceId, position: LogPosition): void {
    if (position - (this.looked.get(id) ?? 0) < lookEvery) return;
    this.looked.set(id, position);
    this.enqueue(async () => {
      const space = await this.spaces.find(id);
      if (space !== undefined) await this.index.catchUpFar([space]);
    });
  }

  private enqueue(task: () => Promise<void>): void {
    this.work = this.work.then(() => (this.ended ? undefined : task())).catch(() => undefined);
  }
}
