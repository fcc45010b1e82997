import { type ActorId, type EntryDraft, type RecordFields, systemCollection, textOf, textsOf } from '#records';
import { RsfError } from '../errors/register-errors.js';
import { fieldsOf, findBreach } from './item-rules.js';
import type { RegisterState } from './register-state.js';
import { type Item, parseCommand, type RsfCommand } from './rsf-command.js';

/** `relaxed` takes published logs whose old entries break a datatype, schema or repetition rule, and says where. */
export type Validation = 'strict' | 'relaxed';

type AppendEntry = Extract<RsfCommand, { command: 'append-entry' }>;

interface AddedItem {
  readonly item: Item;
  /** One-based line of the first `add-item` that no entry has used yet; undefined once one has. */
  unusedSince: number | undefined;
}

/** Applies the commands of a log in order; the first error wins (contract §7.3). Stores nothing itself. */
export class RsfInterpreter {
  readonly drafts: EntryDraft[] = [];
  readonly warnings: string[] = [];
  private readonly items = new Map<string, AddedItem>();
  private line = 0;

  constructor(
    private readonly state: RegisterState,
    private readonly recordedBy: ActorId,
    private readonly validation: Validation,
  ) {}

  /** @throws RsfError */
  async run(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      this.line += 1;
      await this.apply(parseCommand(line));
    }
    this.requireUsed();
  }

  private async apply(command: RsfCommand): Promise<void> {
    switch (command.command) {
      case 'add-item':
        return this.addItem(command.item, command.digest);
      case 'append-entry':
        return this.appendEntry(command);
      case 'assert-root-hash':
        return this.assertRoot(command.digest);
    }
  }

  private addItem(item: Item, digest: string): void {
    const known = this.items.get(digest);
    if (known === undefined) this.items.set(digest, { item, unusedSince: this.line });
    else known.unusedSince ??= this.line;
  }

  private async appendEntry(entry: AppendEntry): Promise<void> {
    const item = await this.useItem(entry.digest);
    if (entry.log === 'system') this.appendSystem(entry, item);
    else this.appendUser(entry, item);
  }

  private async useItem(digest: string): Promise<Item> {
    const added = this.items.get(digest);
    if (added === undefined) {
      const stored = isDigest(digest) ? await this.state.findItem(digest) : undefined;
      if (stored === undefined) throw new RsfError(`Orphan append entry (line:${this.line})`);
      return stored;
    }
    added.unusedSince = undefined;
    return added.item;
  }

  private appendSystem({ key, recordedAt }: AppendEntry, item: Item): void {
    const fields = this.storable(item);
    const breach = this.definitionBreach(key, fields);
    if (breach !== undefined) this.breach(breach);
    this.state.appendSystem(key, fields);
    const collection = systemCollection(this.state.register);
    // Real system logs repeat items (contract §7.3, rule 5).
    this.drafts.push({ collection, key, fields, recordedAt, recordedBy: this.recordedBy, repeat: true });
  }

  private appendUser({ key, recordedAt, digest }: AppendEntry, item: Item): void {
    const repeated = this.state.latestOf(key) === digest;
    if (repeated) this.breach('Cannot contain identical items to previous entry');
    const schema = this.state.schema();
    const breach =
      schema === undefined ? `Definition for ${this.state.register} register is missing` : findBreach(item, key, schema);
    if (breach !== undefined) this.breach(breach);
    const fields = this.storable(item);
    this.state.appendUser({ key, recordedAt, blobHash: digest });
    const draft = { collection: this.state.register, key, fields, recordedAt, recordedBy: this.recordedBy };
    this.drafts.push(repeated ? { ...draft, repeat: true } : draft);
  }

  /** Rule 8 of §7.3: attributes come before their definition and never change their kind. */
  private definitionBreach(key: string, fields: RecordFields): string | undefined {
    const [, kind, name = ''] = /^(register|field):(.*)$/s.exec(key) ?? [];
    if (kind === 'register') {
      const missing = textsOf(fields, 'fields').find((field) => this.state.systemFields(`field:${field}`) === undefined);
      return missing === undefined ? undefined : `Field undefined: ${name} - ${missing}`;
    }
    const before = kind === 'field' ? this.state.systemFields(key) : undefined;
    const changed = before && ['datatype', 'cardinality'].find((part) => textOf(before, part) !== textOf(fields, part));
    return changed === undefined ? undefined : `Field '${name}' must keep its ${changed}`;
  }

  private storable(item: Item): RecordFields {
    const fields = fieldsOf(item);
    if (fields === undefined) throw new RsfError(`Values must be texts or arrays of texts, and not empty (line:${this.line})`);
    return fields;
  }

  private breach(detail: string): void {
    if (this.validation === 'strict') throw new RsfError(detail);
    this.warnings.push(`line ${this.line}: ${detail}`);
  }

  private async assertRoot(expected: string): Promise<void> {
    const actual = await this.state.rootHash();
    if (actual !== expected)
      throw new RsfError(`Root hashes don't match. Expected: sha-256:${expected} actual: sha-256:${actual}`);
  }

  private requireUsed(): void {
    const unused = [...this.items].flatMap(([digest, { unusedSince: line }]) =>
      line === undefined ? [] : [`Orphan add item (line:${line}): sha-256:${digest}`],
    );
    if (unused.length > 0) throw new RsfError(unused.join('; '));
  }
}

function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
