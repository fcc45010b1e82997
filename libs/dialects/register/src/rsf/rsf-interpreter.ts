import { canonicalJson } from '#records';
import { RsfError } from '../errors/register-errors.js';
import { AddedItems, type ItemText, isDigest } from './added-items.js';
import type { EntryDrafter } from './entry-drafter.js';
import { HeapBound } from './heap-bound.js';
import { type LinedDraft, type LogAppender, repeatDetail } from './log-appender.js';
import { readLines } from './read-lines.js';
import { RedactedItems } from './redacted-items.js';
import type { RegisterState } from './register-state.js';
import { type AppendEntry, parseCommand } from './rsf-command.js';
import type { OpenedRsf } from './rsf-source.js';

/** Told after each block of lines: lines and bytes so far. */
export type Progress = (lines: number, bytes: number) => void;

/** An entry whose turn has not come yet. */
interface PendingEntry extends AppendEntry {
  readonly line: number;
  /** Byte at which the line that added the item begins; undefined where none did. */
  readonly addedAt: number | undefined;
  /** The item, where it is at hand. */
  readonly text: ItemText | undefined;
}

/** Entries appended at a time: many enough to share statements, few enough to let others have their turn. */
const chunkSize = 1000;
/** Unused items that an error names. */
const namedOrphans = 100;

/**
 * Applies the commands of a log in order; the first error wins (contract §7.3). Entries wait until there is a chunk of
 * them, so whoever finds an error lets those of earlier lines speak first. Keeps a few bytes for each item that was added
 * and nothing for an entry.
 */
export class RsfInterpreter {
  private readonly items: AddedItems;
  /** What entries may be about whose own items are not there; a strict load demands those. */
  private readonly redacted: RedactedItems | undefined;
  private pending: PendingEntry[] = [];
  private line = 0;

  constructor(
    private readonly source: OpenedRsf,
    private readonly state: RegisterState,
    private readonly drafter: EntryDrafter,
    private readonly appender: LogAppender,
  ) {
    this.items = new AddedItems(source);
    this.redacted = drafter.strict ? undefined : new RedactedItems((digest) => this.items.isUnused(digest));
  }

  /** @throws RsfError */
  async run(onProgress?: Progress): Promise<void> {
    const heap = new HeapBound();
    try {
      for await (const { lines, offsets, bytes } of readLines(this.source)) {
        for (const [at, line] of lines.entries()) {
          const waiting = this.take(line, offsets[at] ?? 0);
          if (waiting !== undefined) await waiting;
        }
        onProgress?.(this.line, bytes);
        heap.keep();
      }
    } catch (error) {
      if (error instanceof RsfError) await this.settle();
      throw error;
    }
    await this.settle();
    await this.requireUsed();
  }

  /** A promise only where there is something to wait for, which is rare. */
  private take(text: string, offset: number): Promise<void> | undefined {
    this.line += 1;
    const command = parseCommand(text);
    switch (command.command) {
      case 'add-item':
        this.items.add(command.digest, { item: command.item, canonical: command.text }, offset, this.line);
        this.redacted?.addIfRedacted(command.item, command.digest);
        break;
      case 'append-entry':
        this.pending.push(this.pendingEntry(command));
        break;
      case 'assert-root-hash':
        return this.assertRoot(command.digest);
    }
    return this.pending.length >= chunkSize ? this.apply() : undefined;
  }

  private pendingEntry(entry: AppendEntry): PendingEntry {
    const { digest } = entry;
    const addedAt = this.items.use(digest);
    const text = addedAt === undefined ? undefined : this.items.atHand(digest);
    return { ...entry, line: this.line, addedAt, text };
  }

  /** Hands the entries so far on to be appended. */
  private async apply(): Promise<void> {
    const entries = this.pending;
    this.pending = [];
    const drafts: LinedDraft[] = [];
    for (const entry of entries) {
      const { line } = entry;
      const text = entry.text ?? (await this.findItem(entry));
      if (text === undefined) throw await this.firstOf(drafts, new RsfError(`Orphan append entry (line:${line})`));
      const draft = this.drafter.draft(entry, text, line);
      if (draft instanceof RsfError) throw await this.firstOf(drafts, draft, entry);
      drafts.push({ line, draft });
    }
    await this.appender.append(drafts);
  }

  private async findItem(entry: PendingEntry): Promise<ItemText | undefined> {
    const { digest, addedAt } = entry;
    const added = addedAt === undefined ? undefined : await this.items.read(digest, addedAt);
    if (added !== undefined || !isDigest(digest)) return added;
    const item = await this.state.findItem(digest);
    return item === undefined ? this.findRedacted(entry) : { item, canonical: canonicalJson(item) };
  }

  /** An export names a redacted item by the digest of what it was, which it no longer has (docs/adr/0016). */
  private async findRedacted({ log, key, digest, line }: PendingEntry): Promise<ItemText | undefined> {
    const standsFor =
      log === 'user' ? this.redacted?.claimUser(digest, this.state.register, key) : this.redacted?.claimSystem(digest, key);
    const addedAt = standsFor === undefined ? undefined : this.items.use(standsFor);
    if (standsFor === undefined || addedAt === undefined) return undefined;
    this.drafter.warn(line, `The item is redacted, so it cannot be checked against sha-256:${digest}`);
    return this.items.read(standsFor, addedAt);
  }

  /**
   * What is wrong with the drafts of earlier lines comes before the refusal of an entry; and that the entry repeats the one
   * before it comes before other rules that it breaks.
   */
  private async firstOf(drafts: readonly LinedDraft[], refusal: RsfError, entry?: PendingEntry): Promise<RsfError> {
    await this.appender.append(drafts);
    await this.appender.settle();
    const repeats = entry?.log === 'user' && (await this.state.latestOf(entry.key)) === entry.digest;
    return repeats && this.drafter.strict ? new RsfError(repeatDetail) : refusal;
  }

  private async settle(): Promise<void> {
    await this.apply();
    await this.appender.settle();
  }

  private async assertRoot(expected: string): Promise<void> {
    await this.settle();
    const actual = await this.state.rootHash();
    if (actual !== expected)
      throw new RsfError(`Root hashes don't match. Expected: sha-256:${expected} actual: sha-256:${actual}`);
  }

  private async requireUsed(): Promise<void> {
    const unused = await this.items.listUnused(namedOrphans);
    const details = unused.map(({ line, digest }) => `Orphan add item (line:${line}): sha-256:${digest}`);
    if (details.length > 0) throw new RsfError(details.join('; '));
  }
}
