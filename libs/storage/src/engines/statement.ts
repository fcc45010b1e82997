import { createHash } from 'node:crypto';

/** SQL with `$1` placeholders, written once for both engines. The name is that of its prepared form. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export type Parameter = string | number | null | Buffer | readonly string[] | readonly number[] | readonly Buffer[];

export function statement(text: string): Statement {
  return { text, name: `gateway_${createHash('sha256').update(text).digest('hex').slice(0, 16)}` };
}

/** Keeps the statements that were built from a shape, so that building one costs a look-up from the second time on. */
export class StatementCache {
  private readonly statements = new Map<string, Statement>();

  get(shape: string, build: () => string): Statement {
    const known = this.statements.get(shape);
    if (known !== undefined) return known;
    const built = statement(build());
    this.statements.set(shape, built);
    return built;
  }
}
