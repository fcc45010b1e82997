import { BadParameter } from '../errors/unicat-errors.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Language } from '../wire/schema.js';

/**
 * The languages to answer in.
 * @throws BadParameter for one that the project does not have (contract §4.0)
 */
export function shownLanguages({ languages }: ProjectSchema, asked: readonly Language[] | undefined): readonly Language[] {
  if (asked?.every((language) => languages.includes(language)) === false) throw new BadParameter('language');
  return asked ?? languages;
}

/** @throws BadParameter for an ordering that the project does not have */
export function requireOrdering({ content }: ProjectSchema, key: string | undefined): void {
  if (key !== undefined && !Object.hasOwn(content.project.options.orderings, key)) throw new BadParameter('ordering');
}

/** @throws BadParameter for channels that the project does not have */
export function requireChannels({ content }: ProjectSchema, keys: readonly string[], parameter: string): void {
  const { channels } = content.project.options;
  if (!keys.every((key) => Object.hasOwn(channels, key))) throw new BadParameter(parameter);
}
