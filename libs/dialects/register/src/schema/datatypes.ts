import { parseUrl, redactedPrefix } from '#records';

/** Checks of values by datatype (contract §1.3). All values are texts. */
type Check = (text: string) => boolean;

const dateTimeForm =
  /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:T(?:(?:[01]\d|2[0-3])(?::[0-5]\d(?::(?:[0-5]\d|60))?)?|24(?::00(?::00)?)?)Z)?)?)?$/;
const timestampForm = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)Z$/;
const durationForm = /^P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/;

const matches =
  (form: RegExp): Check =>
  (text) =>
    form.test(text);

/** At least one character that is not white space, and no byte order mark. */
const isString: Check = (text) => /\S/.test(text) && !text.includes('\ufeff');

const isDateTime = calendarCheck(dateTimeForm);
const isDuration = matches(durationForm);

/** The date must also exist in the calendar; the first three groups are year, month and day. */
function calendarCheck(form: RegExp): Check {
  return (text) => {
    const parts = form.exec(text);
    if (parts === null) return false;
    const [, year, month, day] = parts;
    return day === undefined || Number(day) <= daysIn(Number(year), Number(month));
  };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const isPeriod: Check = (text) => {
  const [start = '', end, further] = text.split('/');
  if (further !== undefined) return false;
  if (end === undefined) return isDuration(start);
  return (isDateTime(start) && (isDateTime(end) || isDuration(end))) || (isDuration(start) && isDateTime(end));
};

/** Absolute by the WHATWG rules, http or https, with a host, and spelt without anything that a parser would repair. */
const isUrl: Check = (text) => /^https?:\/\/[^\s/?#\\]/i.test(text) && !/[\s\\]/.test(text) && parseUrl(text) !== undefined;

const checks: { readonly [datatype: string]: Check } = {
  string: isString,
  text: isString,
  name: matches(/^[a-z][a-z0-9-]*$/),
  integer: matches(/^(?:0|-?[1-9][0-9]*)$/),
  boolean: matches(/^(?:true|false)$/),
  datetime: isDateTime,
  timestamp: calendarCheck(timestampForm),
  period: isPeriod,
  curie: matches(/^[a-z][a-z0-9_-]*:(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-Fa-f]{2})*$/),
  url: isUrl,
  hash: matches(/^(?:1220|sha-256:)[0-9a-f]{64}$/),
};

/** Datatypes of the contract's table, those without a check included (contract §1.3). */
export const knownDatatypes: readonly string[] = [...Object.keys(checks), 'point', 'polygon'];

/** Whether a text is a value of the datatype. Datatypes that are not known take any text. */
export function isOfDatatype(datatype: string, text: string): boolean {
  return (Object.hasOwn(checks, datatype) ? checks[datatype]?.(text) : undefined) ?? true;
}

/** Whether a text stands for a value that was removed; it is not checked (contract §1.3). */
export function isRedacted(text: string): boolean {
  return text.startsWith(redactedPrefix);
}
