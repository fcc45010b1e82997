import { parseJsonBody } from '#dialect-kit';
import { isUuid4, type JsonValue, MalformedInput } from '#records';
import { BadParameter } from '../errors/unicat-errors.js';
import type { Range } from '../project/project-reader.js';
import type { Credentials } from '../use-cases/authenticate.use-case.js';
import type { WantedRecords } from '../use-cases/get-records.use-case.js';
import type { Language } from '../wire/schema.js';

/** The members of a request body. Null counts as absent (contract §2.1). */
export type Parameters = { readonly [name: string]: unknown };

/**
 * @param body raw bytes; an empty body has no parameters
 * @throws MalformedInput for what is no JSON object
 */
export function readParameters(body: unknown): Parameters {
  const value = parseJsonBody(body);
  if (value === undefined) return {};
  if (!isObject(value)) throw new MalformedInput('The body is no JSON object');
  return value;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** @throws BadParameter where it is missing or no string */
export function requiredText(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (!isString(value)) throw new BadParameter(name);
  return value;
}

/** @throws BadParameter where it is present but no string */
export function optionalText(parameters: Parameters, name: string): string | undefined {
  return isPresent(parameters, name) ? requiredText(parameters, name) : undefined;
}

/** Anything, for whoever reads it further. @throws BadParameter where it is missing */
export function required(parameters: Parameters, name: string): unknown {
  if (!isPresent(parameters, name)) throw new BadParameter(name);
  return parameters[name];
}

/** @throws BadParameter where it is missing or no object */
export function requiredObject(parameters: Parameters, name: string): Parameters {
  const value = parameters[name];
  if (!isObject(value)) throw new BadParameter(name);
  return value;
}

/** @throws BadParameter where it is missing or neither true nor false */
export function requiredFlag(parameters: Parameters, name: string): boolean {
  const value = parameters[name];
  if (typeof value !== 'boolean') throw new BadParameter(name);
  return value;
}

/** @throws BadParameter where it is missing or no list of strings */
export function requiredTexts(parameters: Parameters, name: string): readonly string[] {
  const value = optionalTexts(parameters, name);
  if (value === undefined) throw new BadParameter(name);
  return value;
}

/** What a client may ask for at once (contract §4.0). */
const largestPage = 1000;

/**
 * `page.top` and `page.size`.
 * @throws BadParameter for anything but integers in their bounds
 */
export function readRange(parameters: Parameters, size: number): Range {
  return {
    top: optionalInteger(parameters, 'page.top', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    size: readPageSize(parameters, size),
  };
}

/** @throws BadParameter */
export function readPageSize(parameters: Parameters, size: number): number {
  return optionalInteger(parameters, 'page.size', 1, largestPage) ?? size;
}

/** @throws BadParameter where it is present but no integer within the bounds */
export function optionalInteger(parameters: Parameters, name: string, least: number, most: number): number | undefined {
  if (!isPresent(parameters, name)) return undefined;
  const value = parameters[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) throw new BadParameter(name);
  return value;
}

export function isPresent(parameters: Parameters, name: string): boolean {
  return parameters[name] !== undefined && parameters[name] !== null;
}

export function isObject(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws BadParameter where it is present but no list of strings */
export function optionalTexts(parameters: Parameters, name: string): readonly string[] | undefined {
  const value = parameters[name] ?? undefined;
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isString)) throw new BadParameter(name);
  return value;
}

/**
 * `record` or `records`: the first one present counts, whatever the other one is (contract §4.0).
 * @throws BadParameter
 */
export function readWantedRecords(parameters: Parameters): WantedRecords {
  const { record } = parameters;
  if (record !== undefined && record !== null) {
    if (!isString(record) || !isUuid4(record)) throw new BadParameter('record');
    return { record };
  }
  const records = optionalTexts(parameters, 'records');
  if (records === undefined) throw new BadParameter('record');
  return { records };
}

/**
 * The union of `language` and `languages`; undefined where neither names one (contract §4.0).
 * @throws BadParameter for a wrong type
 */
export function readLanguages(parameters: Parameters): readonly Language[] | undefined {
  const { language } = parameters;
  const one = language === undefined || language === null ? [] : [requiredText(parameters, 'language')];
  const languages = new Set([...one, ...(optionalTexts(parameters, 'languages') ?? [])]);
  return languages.size === 0 ? undefined : [...languages];
}

/** @throws BadParameter */
export function readApiKey(parameters: Parameters): Credentials {
  return { apiKey: requiredText(parameters, 'api_key') };
}

/** @throws BadParameter */
export function readLogin(parameters: Parameters): Credentials {
  return { username: requiredText(parameters, 'username'), password: requiredText(parameters, 'password') };
}

/** Of a thing that people give names to. @throws BadParameter where it is missing or empty */
export function requiredName(parameters: Parameters, name: string): string {
  const value = requiredText(parameters, name);
  if (value.trim() === '') throw new BadParameter(name);
  return value;
}

/** @throws BadParameter where it is present but no name */
export function optionalName(parameters: Parameters, name: string): string | undefined {
  return isPresent(parameters, name) ? requiredName(parameters, name) : undefined;
}

/** A value of any kind. */
export function optionalJson(parameters: Parameters, name: string): JsonValue | undefined {
  return isPresent(parameters, name) ? (parameters[name] as JsonValue) : undefined;
}
