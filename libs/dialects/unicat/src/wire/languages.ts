import type { Language } from './schema.js';

/** Languages that a project can have, with their English names, where it brings no list of its own. */
export const knownLanguages: { readonly [language: Language]: string } = {
  da: 'Danish',
  de: 'German',
  en: 'English',
  es: 'Spanish',
  fi: 'Finnish',
  fr: 'French',
  it: 'Italian',
  nb: 'Norwegian',
  nl: 'Dutch',
  pl: 'Polish',
  pt: 'Portuguese',
  sv: 'Swedish',
};
