import { stringify } from 'csv-stringify/sync';
import { type FieldValue, type RecordFields, valueIn } from '#records';

export type Cell = string | number | undefined;

/** Rows as CSV with a header row (RFC 4180, CRLF after every row; contract §2.4). */
export function serializeCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return serializeRows([columns, ...rows]);
}

/** Rows without a header row, to go on with after one. */
export function serializeRows(rows: readonly (readonly Cell[])[]): string {
  // A lone CR or LF has to be quoted too, and it is no record delimiter.
  return stringify(rows as Cell[][], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

/** One cell per column: sets joined, nothing where there is no value. */
export function cellsOf(fields: RecordFields, columns: readonly string[]): Cell[] {
  return columns.map((column) => {
    const value = valueIn(fields, column);
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

/** A cell with the separator or the row's end after it; quoted cells may hold both. Sticky, so that each is looked at once. */
const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;

/**
 * Where a spreadsheet may take a text for a formula: where a cell begins, or would begin if the locale's separator is another
 * one than the comma.
 */
const formulaStart = /(^|[;\t\r\n])(?=[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/**
 * CSV that is safe to open in a spreadsheet, and no longer lossless: an apostrophe stands before what could be a formula.
 * Every cell is quoted, so that no program guesses at what is within.
 * @param csv as `serializeCsv` writes it
 */
export function guardFormulas(csv: string): string {
  return csv.replace(cells, (_cell, quoted: string | undefined, bare: string | undefined, end: string) => {
    const text = quoted ?? bare ?? '';
    return `"${plainNumber.test(text) ? text : text.replace(formulaStart, "$1'")}"${end}`;
  });
}
