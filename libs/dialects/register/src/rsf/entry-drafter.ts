import { type ActorId, type EntryDraft, type RecordFields, textOf, textsOf } from '#records';
import { RsfError } from '../errors/register-errors.js';
import type { ItemText } from './added-items.js';
import { fieldsOf } from './item-rules.js';
import type { LoadWarnings } from './load-warnings.js';
import type { RegisterState } from './register-state.js';
import type { AppendEntry } from './rsf-command.js';

/** `relaxed` takes published logs whose old entries break a datatype, schema or repetition rule, and says where. */
export type Validation = 'strict' | 'relaxed';

/** Turns entries of a log into drafts, as the schema in force allows (contract §7.3, rules 7 and 8). */
export class EntryDrafter {
  /** Whether a rule that is broken refuses the log. */
  readonly strict: boolean;

  constructor(
    private readonly state: RegisterState,
    private readonly recordedBy: ActorId,
    validation: Validation,
    private readonly warnings: LoadWarnings,
  ) {
    this.strict = validation === 'strict';
  }

  /** @returns a refusal where the entry breaks a rule that counts */
  draft(entry: AppendEntry, text: ItemText, line: number): EntryDraft | RsfError {
    return entry.log === 'system' ? this.systemDraft(entry, text, line) : this.userDraft(entry, text, line);
  }

  /** Tells whoever loads the log of something that does not refuse it. */
  warn(line: number, detail: string): void {
    this.warnings.add(line, detail);
  }

  private systemDraft({ key, recordedAt, digest }: AppendEntry, { item, canonical }: ItemText, line: number) {
    const fields = fieldsOf(item);
    if (fields === undefined) return notStorable(line);
    const refusal = this.refuse(this.definitionBreach(key, fields), line);
    if (refusal !== undefined) return refusal;
    this.state.appendSystem(key, fields);
    const blob = { hash: digest, canonical };
    // Real system logs repeat items (contract §7.3, rule 5).
    return { collection: this.state.systemLog, key, fields, blob, recordedAt, recordedBy: this.recordedBy, repeat: true };
  }

  private userDraft({ key, recordedAt, digest }: AppendEntry, { item, canonical }: ItemText, line: number) {
    const { rules, register } = this.state;
    const breach = rules === undefined ? `Definition for ${register} register is missing` : rules.findBreach(item, key);
    const refusal = this.refuse(breach, line);
    if (refusal !== undefined) return refusal;
    // What the schema allows can be stored.
    const fields = breach === undefined ? (item as RecordFields) : fieldsOf(item);
    if (fields === undefined) return notStorable(line);
    const { recordedBy, strict } = this;
    return { collection: register, key, fields, blob: { hash: digest, canonical }, recordedAt, recordedBy, repeat: !strict };
  }

  private refuse(breach: string | undefined, line: number): RsfError | undefined {
    if (breach === undefined) return undefined;
    if (this.strict) return new RsfError(breach);
    this.warnings.add(line, breach);
    return undefined;
  }

  /** Attributes come before their definition and never change their kind; the name is that of the register. */
  private definitionBreach(key: string, fields: RecordFields): string | undefined {
    const name = key === 'name' ? textOf(fields, 'name') : undefined;
    if (name !== undefined && name !== this.state.register) return `Register '${this.state.register}' cannot be named '${name}'`;
    return this.schemaBreach(key, fields);
  }

  private schemaBreach(key: string, fields: RecordFields): string | undefined {
    const [, kind, name = ''] = /^(register|field):(.*)$/s.exec(key) ?? [];
    if (kind === 'register') {
      const missing = textsOf(fields, 'fields').find((field) => this.state.systemFields(`field:${field}`) === undefined);
      return missing === undefined ? undefined : `Field undefined: ${name} - ${missing}`;
    }
    const before = kind === 'field' ? this.state.systemFields(key) : undefined;
    const changed = before && ['datatype', 'cardinality'].find((part) => textOf(before, part) !== textOf(fields, part));
    return changed === undefined ? undefined : `Field '${name}' must keep its ${changed}`;
  }
}

function notStorable(line: number): RsfError {
  return new RsfError(`Values must be texts or arrays of texts, and not empty (line:${line})`);
}
