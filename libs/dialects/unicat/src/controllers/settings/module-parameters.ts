import type { JsonValue } from '#records';
import { BadParameter } from '../../errors/unicat-errors.js';
import { isModuleVersion } from '../../mapping/module-version.js';
import type { ModuleRun } from '../../use-cases/modules/change-module.use-cases.js';
import type { Module } from '../../wire/module.js';
import type { Timestamp } from '../../wire/project.js';
import {
  isObject,
  isPresent,
  optionalJson,
  optionalText,
  optionalTexts,
  type Parameters,
  requiredName,
  requiredText,
} from '../parameters.js';

/** @throws BadParameter */
export function readVersion(parameters: Parameters): string {
  const version = requiredText(parameters, 'version');
  if (!isModuleVersion(version)) throw new BadParameter('version');
  return version;
}

/** `key` with `value`, or `keys`. A value may be null. @throws BadParameter */
export function readGivenKeys(parameters: Parameters): Module['keys'] {
  if (isPresent(parameters, 'key')) {
    return { [requiredName(parameters, 'key')]: optionalJson(parameters, 'value') ?? null };
  }
  const keys = optionalJson(parameters, 'keys');
  if (!isObject(keys)) throw new BadParameter('keys');
  return keys as { readonly [key: string]: JsonValue };
}

/** `key` or `keys`. @throws BadParameter */
export function readUnwantedKeys(parameters: Parameters): readonly string[] {
  if (isPresent(parameters, 'key')) return [requiredText(parameters, 'key')];
  const keys = optionalTexts(parameters, 'keys');
  if (keys === undefined) throw new BadParameter('keys');
  return keys;
}

/** @throws BadParameter, also for a run that ends before it starts */
export function readRun(parameters: Parameters): ModuleRun {
  const [startedAt, endedAt] = [readMoment(parameters, 'started_at'), readMoment(parameters, 'ended_at')];
  if (startedAt !== undefined && endedAt !== undefined && endedAt < startedAt) throw new BadParameter('ended_at');
  return {
    version: readVersion(parameters),
    action: optionalText(parameters, 'action') ?? null,
    configuration: optionalJson(parameters, 'configuration') ?? null,
    command: optionalText(parameters, 'command') ?? null,
    startedAt,
    endedAt,
    status: optionalText(parameters, 'status') ?? null,
    output: optionalJson(parameters, 'output') ?? null,
  };
}

function readMoment(parameters: Parameters, name: string): Timestamp | undefined {
  if (!isPresent(parameters, name)) return undefined;
  const value = parameters[name];
  if (typeof value !== 'number' || value < 0) throw new BadParameter(name);
  return value;
}
