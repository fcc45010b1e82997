import { nationalities, type SubdivisionRow, subdivisions } from '../mapping/tables.js';
import { type Continent, continentOf } from './continents.js';
import type { ListReader } from './list-reader.js';

export interface Nation {
  /** ISO 3166-1 alpha-2, in upper case. */
  readonly code: string;
  readonly name: string;
  readonly continent: Continent | undefined;
  /** By name. */
  readonly subdivisions: readonly Subdivision[];
}

/** The code is that within the country. */
export type Subdivision = Pick<SubdivisionRow, 'iso_code' | 'name'>;

const foldCase = (text: string): string => text.toLowerCase();

/** The countries of a list. */
export class Nations {
  private readonly byCode: ReadonlyMap<string, Nation>;
  private readonly byText: ReadonlyMap<string, Nation>;

  constructor(nations: readonly Nation[]) {
    this.byCode = new Map(nations.map((nation) => [nation.code, nation]));
    const spellings = (spelling: 'name' | 'code'): (readonly [string, Nation])[] =>
      nations.map((nation) => [foldCase(nation[spelling]), nation]);
    // A code comes before a name that reads alike.
    this.byText = new Map([...spellings('name'), ...spellings('code')]);
  }

  at(code: string | null): Nation | undefined {
    return code === null ? undefined : this.byCode.get(code);
  }

  /** @param text code or name, in any case */
  find(text: string): Nation | undefined {
    return this.byText.get(foldCase(text));
  }
}

/** @param code in any case */
export function findSubdivision({ subdivisions }: Nation, code: string): Subdivision | undefined {
  return subdivisions.find(({ iso_code }) => foldCase(iso_code) === foldCase(code));
}

export async function readNations(list: ListReader): Promise<Nations> {
  const parts = await list.list(subdivisions);
  const partsOf = (code: string): Subdivision[] =>
    parts
      .filter(({ row }) => row.nationality === code)
      .map(({ row: { iso_code, name } }) => ({ iso_code, name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Nations(
    (await list.list(nationalities)).map(({ record: { key: code }, row: { nation: name } }) => ({
      code,
      name,
      continent: continentOf(code),
      subdivisions: partsOf(code),
    })),
  );
}
