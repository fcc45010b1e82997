import { type AppendOutcome, type EntryDraft, InvalidRecord, type SpaceId, type WriteTransaction } from '#records';
import { RsfError } from '../errors/register-errors.js';
import type { LoadWarnings } from './load-warnings.js';

export interface LinedDraft {
  /** One-based line of the `append-entry`. */
  readonly line: number;
  readonly draft: EntryDraft;
}

export const repeatDetail = 'Cannot contain identical items to previous entry';

/** Appends drafts chunk by chunk; the caller goes on while the database is at the last one. */
export class LogAppender {
  userEntries = 0;
  systemEntries = 0;
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly tx: WriteTransaction,
    private readonly register: SpaceId,
    private readonly warnings: LoadWarnings,
  ) {}

  /**
   * Begins to append the drafts once all before them are stored.
   * @throws RsfError what was wrong with those before them
   */
  async append(drafts: readonly LinedDraft[]): Promise<void> {
    await this.underWay;
    if (drafts.length === 0) return;
    this.underWay = this.store(drafts);
    // Whoever comes next hears of it.
    this.underWay.catch(() => undefined);
  }

  /** @throws RsfError what is wrong with the drafts appended so far */
  async settle(): Promise<void> {
    await this.underWay;
  }

  private async store(drafts: readonly LinedDraft[]): Promise<void> {
    try {
      this.judge(drafts, await this.tx.appendAll(drafts.map(({ draft }) => draft)));
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      if (drafts.length > 1) await this.storeOneByOne(drafts);
      throw new RsfError(error.message);
    }
  }

  /** None of the drafts was appended, since one is invalid; something else may be wrong with one before it. */
  private async storeOneByOne(drafts: readonly LinedDraft[]): Promise<void> {
    for (const each of drafts) await this.store([each]);
  }

  private judge(drafts: readonly LinedDraft[], outcomes: readonly AppendOutcome[]): void {
    for (const [at, { line, draft }] of drafts.entries()) {
      const outcome = outcomes[at];
      if (draft.collection !== this.register) this.systemEntries += 1;
      else if (outcome?.kind === 'unchanged') throw new RsfError(repeatDetail);
      else {
        this.userEntries += 1;
        if (outcome?.repeated === true) this.warnings.add(line, repeatDetail);
      }
    }
  }
}
