import { countries, type TContinentCode } from 'countries-list';

/** Continents by the words of contract §3b.2. */
export const continents = ['Asia', 'Europe', 'Australia', 'Africa', 'North America', 'South America', 'Central America'] as const;

export type Continent = (typeof continents)[number];

/** Continents of the package; those of the demonlist divide America into three and leave Antarctica out. */
const byCode: { readonly [code in TContinentCode]: Continent | undefined } = {
  AN: undefined,
  AS: 'Asia',
  EU: 'Europe',
  OC: 'Australia',
  AF: 'Africa',
  NA: 'Central America',
  SA: 'South America',
};

const northAmerica: readonly string[] = ['BM', 'CA', 'GL', 'PM', 'US'];

/** Countries that the demonlist counts elsewhere. */
const elsewhere: ReadonlyMap<string, Continent> = new Map([
  ['AW', 'South America'],
  ['BN', 'Australia'],
  ['CW', 'South America'],
  ['GS', 'South America'],
  ['ID', 'Australia'],
  ['TL', 'Australia'],
  ['TR', 'Europe'],
]);

/** @param country code (ISO 3166-1 alpha-2) */
export function continentOf(country: string): Continent | undefined {
  if (!isCountry(country)) return undefined;
  if (northAmerica.includes(country)) return 'North America';
  return elsewhere.get(country) ?? byCode[countries[country].continent];
}

function isCountry(code: string): code is keyof typeof countries {
  return Object.hasOwn(countries, code);
}

export function findContinent(name: string): Continent | undefined {
  return continents.find((continent) => continent.toLowerCase() === name.toLowerCase());
}
