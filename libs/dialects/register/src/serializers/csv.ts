import { stringify } from 'csv-stringify/sync';
import type { FieldValue, RecordFields } from '#records';

export type Cell = string | number | undefined;

/** Rows as CSV with a header row (RFC 4180, CRLF after every row; contract §2.4). */
export function serializeCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  // A lone CR or LF has to be quoted too, and it is no record delimiter.
  return stringify([columns, ...rows] as Cell[][], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

/** One cell per column: sets joined, nothing where there is no value. */
export function cellsOf(fields: RecordFields, columns: readonly string[]): Cell[] {
  return columns.map((column) => {
    const value = fields[column];
    return value === undefined ? undefined : cellOf(value);
  });
}

/**
 * A set is one cell, its elements joined by `;`. Elements with a `;` are wrapped in double quotes (contract §2.4);
 * so are those that begin with a quote, which otherwise could not be told from wrapped ones.
 */
function cellOf(value: FieldValue): string {
  return typeof value === 'string' ? value : value.map(quoteElement).join(';');
}

function quoteElement(element: string): string {
  return element.includes(';') || element.startsWith('"') ? `"${element.replaceAll('"', '""')}"` : element;
}
