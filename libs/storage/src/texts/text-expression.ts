import type { TextCondition } from '#records';
import type { StoredWords } from './stored-words.js';

/** How an engine spells what must hold of a record's words. */
export interface ExpressionSyntax {
  all(operands: readonly string[]): string;
  any(operands: readonly string[]): string;
  /** @param always what holds of every record of the index */
  not(operand: string, always: string): string;
}

const joined = (operator: string) => (operands: readonly string[]) => `(${operands.join(operator)})`;

/** FTS5 subtracts, it does not negate. */
export const fts5Expression: ExpressionSyntax = {
  all: joined(' AND '),
  any: joined(' OR '),
  not: (operand, always) => `(${always} NOT ${operand})`,
};

/** A tsquery. What is only negated would have to be looked for in every record of the table. */
export const tsqueryExpression: ExpressionSyntax = {
  all: joined(' & '),
  any: joined(' | '),
  not: (operand, always) => `(${always} & !${operand})`,
};

interface Expression {
  readonly text: string;
  /** Of its parentheses. */
  readonly depth: number;
}

/** Spells conditions on the words under one label. */
export class TextExpressions {
  constructor(
    private readonly syntax: ExpressionSyntax,
    private readonly words: StoredWords,
    private readonly label: string,
  ) {}

  of(condition: TextCondition): string {
    return this.spell(condition, false).text;
  }

  /** Only words are negated, so that nothing nests deeper than the condition does: FTS5 soon has enough. */
  private spell(condition: TextCondition, negated: boolean): Expression {
    const { words, label } = this;
    if ('word' in condition) return this.leaf(words.word(label, condition.word), negated);
    if ('mark' in condition) return this.leaf(words.mark(label, condition.mark), negated);
    if ('not' in condition) return this.spell(condition.not, !negated);
    const conjunction = 'all' in condition !== negated;
    const operands = ('all' in condition ? condition.all : condition.any).map((each) => this.spell(each, negated));
    return this.join(operands, conjunction);
  }

  private leaf(variants: readonly string[], negated: boolean): Expression {
    const text = this.syntax.any(variants);
    return negated ? { text: this.syntax.not(text, this.words.always), depth: 2 } : { text, depth: 1 };
  }

  /** The deepest operand comes first: what stands before it would have to wait on the parser's stack. */
  private join(operands: readonly Expression[], conjunction: boolean): Expression {
    if (operands.length === 0) return { text: conjunction ? this.words.always : this.words.never, depth: 0 };
    const [only, ...others] = operands as [Expression, ...Expression[]];
    if (others.length === 0) return only;
    const sorted = [...operands].sort((one, other) => other.depth - one.depth);
    const texts = sorted.map(({ text }) => text);
    return {
      text: conjunction ? this.syntax.all(texts) : this.syntax.any(texts),
      depth: (sorted[0]?.depth ?? 0) + 1,
    };
  }
}
