import { createHash } from 'node:crypto';
import { type RecordFields, textsOf } from '#records';

/** Bytes of UTF-8 up to which a value is indexed as it is; PostgreSQL refuses index rows beyond 2.7 kB. */
const wholeLimit = 200;
const prefixLimit = 120;

/** The form that shortened values have; a value that looks like one is shortened too, so that no two values meet. */
const shortened = /…[0-9a-f]{64}$/;
const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What stands in the index for a value: equal exactly where the values are equal in NFC. */
export function indexedValue(text: string): string {
  const normal = text.normalize('NFC');
  // No UTF-16 unit takes more than three bytes.
  const whole = normal.length * 3 <= wholeLimit || Buffer.byteLength(normal) <= wholeLimit;
  if (whole && !shortened.test(normal)) return normal;
  return `${prefixOf(normal)}…${createHash('sha256').update(normal).digest('hex')}`;
}

function prefixOf(text: string): string {
  let prefix = '';
  let length = 0;
  for (const point of text) {
    length += Buffer.byteLength(point);
    if (length > prefixLimit) break;
    prefix += point;
  }
  return prefix;
}

/** The value as a number if it is a decimal number, for ranges and numeric order. */
export function indexedNumber(text: string): number | null {
  if (!decimal.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

export interface AttributeValue {
  readonly attribute: string;
  readonly value: string;
  readonly number: number | null;
}

/** What the index holds of a blob: one row for each attribute and distinct value. */
export function attributeValues(fields: RecordFields): Map<string, AttributeValue> {
  const values = new Map<string, AttributeValue>();
  for (const attribute of Object.keys(fields)) {
    for (const text of textsOf(fields, attribute)) {
      const value = indexedValue(text);
      // Neither holds a NUL, see requireStorable.
      values.set(`${attribute}\u0000${value}`, { attribute, value, number: indexedNumber(text) });
    }
  }
  return values;
}
