import type { MemberQuery } from '#records';
import { parseObjectId } from '../mapping/object-id.js';
import { anyText, type FilterParser, type FiltersOf, type ListQuery } from './list-query.js';

/** A 16-bit mask. */
const mask: FilterParser<number> = (text) => {
  const value = parseObjectId(text);
  return value !== undefined && value >= 0 && value < 2 ** 16 ? value : undefined;
};

/** The filters of the user list in the order of its links (contract §3b.4). */
export const userFilters = {
  name: anyText,
  name_contains: anyText,
  display_name: anyText,
  has_permissions: mask,
  any_permissions: mask,
};

export type UsersQuery = ListQuery<typeof userFilters>;

/** @param visible where given, only users with one of these bits are seen */
export function memberConditions(
  filters: FiltersOf<typeof userFilters>,
  visible: number | undefined,
): Omit<MemberQuery, 'limit'> {
  const { name, name_contains, display_name, has_permissions, any_permissions } = filters;
  return {
    ...(name === undefined ? {} : { name }),
    ...(name_contains === undefined ? {} : { nameContains: name_contains }),
    ...(display_name === undefined ? {} : { profile: { display_name } }),
    ...(has_permissions === undefined ? {} : { allPermissions: has_permissions }),
    anyPermissions: [any_permissions, visible].filter((each) => each !== undefined),
  };
}
