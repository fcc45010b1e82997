import { describe, expect, it } from 'vitest';
import type { Membership } from '#records';
import { granting } from './granted-role.js';

type Granted = Pick<Membership, 'role' | 'permissions' | 'details'>;

const member = (role: Membership['role'], permissions: number, details = '{}'): Granted => ({ role, permissions, details });

/** Roles as one mask after the other is granted. */
function rolesThrough(first: Granted, ...masks: readonly number[]): Membership['role'][] {
  let membership = first;
  return masks.map((mask) => {
    membership = { ...granting(membership, mask) };
    expect(membership.permissions).toBe(mask);
    return membership.role;
  });
}

describe('granting', () => {
  it('makes helpers staff, and readers of those who are none any more', () => {
    expect(rolesThrough(member('read', 0), 1, 2, 4, 8, 0x6000, 2, 0)).toEqual([
      'read',
      'staff',
      'staff',
      'staff',
      'read',
      'staff',
      'read',
    ]);
  });

  it('gives back the role that an operator gave', () => {
    for (const role of ['write', 'staff'] as const) {
      expect(rolesThrough(member(role, 0), 1, 4, 2, 1, 8, 0)).toEqual([role, 'staff', 'staff', role, 'staff', role]);
    }
  });

  it('leaves what an operator gave to a helper in between', () => {
    expect(rolesThrough(member('write', 2), 4, 0)).toEqual(['write', 'write']);
    expect(rolesThrough(member('read', 2), 8)).toEqual(['read']);
  });

  it('keeps the details of others', () => {
    const raised = granting(member('write', 0, '{"roles":["a"]}'), 2);
    expect(JSON.parse(raised.details)).toMatchObject({ roles: ['a'] });
    expect(granting(raised, 0)).toEqual(member('write', 0, '{"roles":["a"]}'));
    expect(granting(member('read', 0), 2)).toEqual(member('staff', 2));
  });
});
