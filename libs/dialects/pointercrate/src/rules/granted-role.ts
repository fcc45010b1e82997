import type { Membership, Role } from '#records';
import { grants } from '../guards/permissions.js';

/** Member of a membership's details: the role that was there before LIST_HELPER raised it, where it was not `read`. */
const roleBefore = 'role_before_list_helper';

/**
 * A membership with other permissions. Who sees everything in this dialect does so in the others too, so the role becomes `staff` with
 * LIST_HELPER; without it, the role is again what it was before. What operators have given in between stays.
 */
export function granting(
  { role, permissions: before, details }: Pick<Membership, 'role' | 'permissions' | 'details'>,
  permissions: number,
): Pick<Membership, 'role' | 'permissions' | 'details'> {
  const [helped, helps] = [grants(before, 'LIST_HELPER'), grants(permissions, 'LIST_HELPER')];
  if (helped === helps) return { role, permissions, details };
  const { [roleBefore]: remembered = 'read', ...rest } = JSON.parse(details) as { readonly [roleBefore]?: Role };
  if (helps)
    return { role: 'staff', permissions, details: JSON.stringify(role === 'read' ? rest : { ...rest, [roleBefore]: role }) };
  return { role: role === 'staff' ? remembered : role, permissions, details: JSON.stringify(rest) };
}
