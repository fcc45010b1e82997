import { expect, it } from 'vitest';
import { closestLanguage } from './schema-languages.js';

// The first two are the examples of the API's documentation of languages/add.
it.each([
  ['nl-be', ['en', 'nl'], 'nl'],
  ['de', ['en', 'nl'], 'en'],
  ['nl', ['en', 'nl-be'], 'nl-be'],
  ['nl-nl', ['en', 'nl-be'], 'nl-be'],
  ['zh-hant-tw', ['en', 'zh', 'zh-hant'], 'zh-hant'],
  ['n', ['en', 'nl'], 'en'],
  ['fr', [], 'fr'],
])('the closest one to %s among %j is %s', (language, all, closest) => {
  expect(closestLanguage(language, all)).toBe(closest);
});
