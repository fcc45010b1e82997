import type { Choice, FieldOptions, Language } from '../wire/schema.js';
import { own } from './members.js';
import { closestLanguage } from './schema-languages.js';

/** Choices have a label in every language: where none was given the closest one there is, else the key. */
export function completeOptions(options: FieldOptions, all: readonly Language[]): FieldOptions {
  if (!Array.isArray(options.values)) return options;
  return { ...options, values: options.values.map((choice: Choice) => completeChoice(choice, all)) };
}

function completeChoice(choice: Choice, all: readonly Language[]): Choice {
  const given = all.filter((language) => typeof own(choice, language) === 'string');
  const labels = all.map((language) => {
    const label = own(choice, language) ?? own(choice, closestLanguage(language, given));
    return [language, typeof label === 'string' ? label : choice.key] as const;
  });
  return { ...choice, ...Object.fromEntries(labels) };
}
