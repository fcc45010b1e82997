import type { Condition } from '#records';
import { foldName } from '../list/player-names.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { parseStatus } from '../mapping/status.js';
import { type DemonRow, records } from '../mapping/tables.js';
import { anyInteger, anyText, type FiltersOf, type ListQuery, smallInteger } from './list-query.js';

/** The filters of the record list in the order of its links (contract §3.2, §5.3). */
export const recordFilters = {
  progress: smallInteger,
  progress__lt: smallInteger,
  progress__gt: smallInteger,
  demon_position: smallInteger,
  demon_position__lt: smallInteger,
  demon_position__gt: smallInteger,
  status: parseStatus,
  player: anyInteger,
  demon: anyText,
  demon_id: anyInteger,
  video: anyText,
  submitter: anyInteger,
};

export type RecordFilterParsers = typeof recordFilters;
export type RecordsQuery = ListQuery<RecordFilterParsers>;
type Filters = FiltersOf<RecordFilterParsers>;

/**
 * The filters as conditions on stored records, the rarest first, because the first one leads the walk.
 * @param demons all of the list
 */
export function recordConditions(filters: Filters, demons: readonly StoredRow<DemonRow>[]): Condition[] {
  const { video, player, submitter, progress, status } = filters;
  const among = demonsAskedFor(filters, demons);
  const single = among?.length === 1 ? among[0] : undefined;
  const exact = progress === undefined ? [] : [has(records, 'progress', progress)];
  // Most records are completions, so that hardly anything is more common.
  const isCommon = progress === 100;
  return [
    ...(video === undefined ? [] : [has(records, 'video', video)]),
    ...(player === undefined ? [] : [has(records, 'player', player)]),
    ...(submitter === undefined ? [] : [has(records, 'submitter', submitter)]),
    ...(single === undefined ? [] : [has(records, 'demon', single)]),
    ...(isCommon ? [] : exact),
    ...(among === undefined || single !== undefined ? [] : [{ attribute: 'demon', among }]),
    ...progressRange(filters),
    ...(isCommon ? exact : []),
    ...(status === undefined ? [] : [has(records, 'status', status)]),
  ];
}

/**
 * Name and position belong to the demon, so they are looked up there, and records are asked for by demon.
 * @returns ids; undefined where no filter is about demons
 */
function demonsAskedFor(filters: Filters, demons: readonly StoredRow<DemonRow>[]): readonly number[] | undefined {
  const { demon, demon_id, demon_position, demon_position__lt, demon_position__gt } = filters;
  const given = [demon, demon_id, demon_position, demon_position__lt, demon_position__gt];
  if (given.every((value) => value === undefined)) return undefined;
  const name = demon === undefined ? undefined : foldName(demon);
  return demons
    .filter(
      ({ id, row }) =>
        (name === undefined || foldName(row.name) === name) &&
        (demon_id === undefined || id === demon_id) &&
        (demon_position === undefined || row.position === demon_position) &&
        (demon_position__lt === undefined || row.position < demon_position__lt) &&
        (demon_position__gt === undefined || row.position > demon_position__gt),
    )
    .map(({ id }) => id);
}

/** Progress is a whole number from 0 to 100, so that a range is a list: those that are rare are found without a long walk. */
function progressRange({ progress__lt, progress__gt }: Filters): Condition[] {
  if (progress__lt === undefined && progress__gt === undefined) return [];
  const from = Math.max(0, (progress__gt ?? -1) + 1);
  const to = Math.min(100, (progress__lt ?? 101) - 1);
  return [{ attribute: 'progress', among: Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at) }];
}
