import { describe, expect, it } from 'vitest';
import { continentOf, continents, findContinent } from './continents.js';

describe('continentOf', () => {
  it.each([
    ['JP', 'Asia'],
    ['RU', 'Asia'],
    ['DE', 'Europe'],
    ['TR', 'Europe'],
    ['XK', 'Europe'],
    ['NZ', 'Australia'],
    ['ID', 'Australia'],
    ['ZA', 'Africa'],
    ['US', 'North America'],
    ['CA', 'North America'],
    ['BR', 'South America'],
    ['MX', 'Central America'],
    ['PR', 'Central America'],
    ['AQ', undefined],
    ['??', undefined],
    ['constructor', undefined],
  ])('%s: %s', (country, continent) => {
    expect(continentOf(country)).toBe(continent);
  });
});

describe('findContinent', () => {
  it('takes any case', () => {
    for (const name of continents) expect(findContinent(name.toUpperCase())).toBe(name);
    expect(findContinent('Oceania')).toBeUndefined();
  });
});
