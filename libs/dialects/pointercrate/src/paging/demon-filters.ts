import { foldName } from '../list/player-names.js';
import type { StoredRow } from '../list/stored-row.js';
import type { DemonRow, PlayerRow } from '../mapping/tables.js';
import { anyInteger, anyText, type FiltersOf, type ListQuery, smallInteger } from './list-query.js';

/** The filters of the demon lists in the order of their links (contract §3b.3, §5.3). */
export const demonFilters = {
  name: anyText,
  name_contains: anyText,
  requirement: smallInteger,
  verifier_id: anyInteger,
  publisher_id: anyInteger,
  verifier_name: anyText,
  publisher_name: anyText,
  level_id: anyInteger,
  requirement__gt: smallInteger,
  requirement__lt: smallInteger,
};

export type DemonsQuery = ListQuery<typeof demonFilters>;
export type DemonFilters = FiltersOf<typeof demonFilters>;

/** Whether a filter asks for what is written at players. */
export function asksForPlayers({ verifier_name, publisher_name }: DemonFilters): boolean {
  return verifier_name !== undefined || publisher_name !== undefined;
}

/**
 * The demons that fulfil all filters. Names are compared whole and ignoring case.
 * @param players at least those of the demons if the filters ask for them
 */
export function matchingDemons(
  demons: readonly StoredRow<DemonRow>[],
  filters: DemonFilters,
  players: ReadonlyMap<number, StoredRow<PlayerRow>>,
): StoredRow<DemonRow>[] {
  const name = folded(filters.name);
  const part = folded(filters.name_contains);
  const verifier = folded(filters.verifier_name);
  const publisher = folded(filters.publisher_name);
  const { requirement, verifier_id, publisher_id, level_id, requirement__gt, requirement__lt } = filters;
  const nameOf = (player: number): string => foldName(players.get(player)?.row.name ?? '');
  return demons.filter(
    ({ row }) =>
      (name === undefined || foldName(row.name) === name) &&
      (part === undefined || foldName(row.name).includes(part)) &&
      (requirement === undefined || row.requirement === requirement) &&
      (verifier_id === undefined || row.verifier === verifier_id) &&
      (publisher_id === undefined || row.publisher === publisher_id) &&
      (verifier === undefined || nameOf(row.verifier) === verifier) &&
      (publisher === undefined || nameOf(row.publisher) === publisher) &&
      (level_id === undefined || row.level_id === level_id) &&
      (requirement__gt === undefined || row.requirement > requirement__gt) &&
      (requirement__lt === undefined || row.requirement < requirement__lt),
  );
}

function folded(name: string | undefined): string | undefined {
  return name === undefined ? undefined : foldName(name);
}
