import { leafHash } from '#records';
import { RsfError } from '../errors/register-errors.js';
import { itemDigestLeaf } from '../hashing/leaf-hashers.js';
import { RedactedItems } from '../rsf/redacted-items.js';
import { type AppendEntry, parseCommand, type RsfCommand } from '../rsf/rsf-command.js';
import { DigestTable } from './digest-table.js';
import { RunningRoot } from './running-root.js';

/** What is wrong with a log, and on which one-based line. */
export class BrokenLog extends Error {
  constructor(
    readonly line: number,
    problem: string,
  ) {
    super(problem);
  }
}

/** What a log holds, all of it checked. */
export interface LogSummary {
  /** As the log defines it. */
  readonly register: string | undefined;
  readonly lines: number;
  readonly userEntries: number;
  readonly systemEntries: number;
  /** Distinct items of both logs. */
  readonly items: number;
  /** Items whose digest cannot be recomputed, because values of theirs are redacted. */
  readonly redactedItems: number;
  /** Of the user log, recomputed; 64 hex digits (contract §6.1). */
  readonly rootHash: string;
  /** Whether the log itself asserts that root. */
  readonly rootAsserted: boolean;
}

/**
 * Recomputes what a log says about itself: the digest of each item, the leaf of each entry, each root (contract §5.1, §6.1,
 * §7.3 rules 1 to 4 and 6). Values are not held against the schema. Memory grows by some 50 bytes for each item.
 */
export class LogVerifier {
  private readonly items = new DigestTable();
  private readonly redacted = new RedactedItems((digest) => this.items.isUnused(Buffer.from(digest, 'hex')));
  private readonly tree = new RunningRoot();
  private register: string | undefined;
  private systemEntries = 0;
  private assertedAt: number | undefined;
  /** The first entry without an item; whether it or its item was changed shows at the next root. */
  private orphan: BrokenLog | undefined;
  private line = 0;

  /** Number of lines read. */
  get lines(): number {
    return this.line;
  }

  /** @throws BrokenLog */
  read(line: string): void {
    this.line += 1;
    const command = this.parse(line);
    switch (command.command) {
      case 'add-item': {
        this.items.add(Buffer.from(command.digest, 'hex'), this.line);
        this.redacted.addIfRedacted(command.item, command.digest);
        break;
      }
      case 'append-entry':
        this.appendEntry(command);
        break;
      case 'assert-root-hash':
        this.assertRoot(command.digest);
        break;
    }
  }

  /** @throws BrokenLog where items and entries do not fit together */
  finish(): LogSummary {
    const rootAsserted = this.assertedAt === this.tree.size;
    const unused = this.items.firstUnused();
    // Where the root holds, the entries are those it was made of, so it is the item that was changed.
    if (this.orphan !== undefined && (unused === undefined || !rootAsserted)) throw this.orphan;
    if (unused !== undefined) throw new BrokenLog(unused, 'No entry uses this item: it was changed, or does not belong here');
    return {
      register: this.register,
      lines: this.line,
      userEntries: this.tree.size,
      systemEntries: this.systemEntries,
      items: this.items.size,
      redactedItems: this.redacted.claimed,
      rootHash: this.tree.root().toString('hex'),
      rootAsserted,
    };
  }

  private parse(line: string): RsfCommand {
    try {
      return parseCommand(line);
    } catch (error) {
      throw error instanceof RsfError ? this.broken(this.line, error.details) : error;
    }
  }

  private appendEntry(entry: AppendEntry): void {
    const { log, key, recordedAt, digest } = entry;
    if (!this.useItem(entry)) this.orphan ??= new BrokenLog(this.line, `No item above has the digest sha-256:${digest}`);
    if (log === 'user') {
      this.tree.append(leafHash(itemDigestLeaf({ number: this.tree.size + 1, recordedAt, key, blobHash: digest })));
      return;
    }
    this.systemEntries += 1;
    if (key.startsWith(definitionPrefix)) this.register ??= key.slice(definitionPrefix.length);
  }

  private useItem({ log, key, digest }: AppendEntry): boolean {
    if (!/^[0-9a-f]{64}$/.test(digest)) return false;
    if (this.items.use(Buffer.from(digest, 'hex'))) return true;
    const standsFor =
      log === 'user' ? this.redacted.claimUser(digest, this.register, key) : this.redacted.claimSystem(digest, key);
    return standsFor !== undefined && this.items.use(Buffer.from(standsFor, 'hex'));
  }

  private assertRoot(expected: string): void {
    const actual = this.tree.root().toString('hex');
    if (actual !== expected) {
      const reason = this.tree.size === 0 ? 'A log that begins elsewhere is a slice; only whole logs can be verified. ' : '';
      const difference = `Root hashes don't match. Expected: sha-256:${expected} actual: sha-256:${actual}`;
      throw this.broken(this.line, reason + difference);
    }
    this.assertedAt = this.tree.size;
  }

  /** The first bad line, which may lie behind already. */
  broken(line: number, problem: string): BrokenLog {
    return this.orphan ?? new BrokenLog(line, problem);
  }
}

const definitionPrefix = 'register:';
