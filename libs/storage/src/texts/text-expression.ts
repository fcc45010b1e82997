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

export function textExpression(condition: TextCondition, label: string, words: StoredWords, syntax: ExpressionSyntax): string {
  if ('word' in condition) return syntax.any(words.word(label, condition.word));
  if ('mark' in condition) return syntax.any(words.mark(label, condition.mark));
  const spell = (each: TextCondition): string => textExpression(each, label, words, syntax);
  if ('all' in condition) return condition.all.length === 0 ? words.always : syntax.all(condition.all.map(spell));
  if ('any' in condition) return condition.any.length === 0 ? words.never : syntax.any(condition.any.map(spell));
  return syntax.not(spell(condition.not), words.always);
}
