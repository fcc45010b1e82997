/** The permission bits that guard something (contract §2.5). */
export const permissionBits = {
  EXTENDED_ACCESS: 0x0001,
  LIST_HELPER: 0x0002,
  LIST_MODERATOR: 0x0004,
  LIST_ADMINISTRATOR: 0x0008,
  MODERATOR: 0x2000,
  ADMINISTRATOR: 0x4000,
} as const;

export type Permission = keyof typeof permissionBits;

/** What each permission brings with it; implication is transitive, and ADMINISTRATOR implies no list permission. */
const implies: { readonly [P in Permission]?: Permission } = {
  LIST_HELPER: 'EXTENDED_ACCESS',
  LIST_MODERATOR: 'LIST_HELPER',
  LIST_ADMINISTRATOR: 'LIST_MODERATOR',
  ADMINISTRATOR: 'MODERATOR',
};

function includes(holder: Permission, wanted: Permission): boolean {
  if (holder === wanted) return true;
  const next = implies[holder];
  return next !== undefined && includes(next, wanted);
}

function bitsEnoughFor(wanted: Permission): readonly number[] {
  const holders = Object.keys(permissionBits) as Permission[];
  return holders.filter((holder) => includes(holder, wanted)).map((holder) => permissionBits[holder]);
}

const sufficient = Object.fromEntries(
  (Object.keys(permissionBits) as Permission[]).map((permission) => [permission, bitsEnoughFor(permission)]),
) as { readonly [P in Permission]: readonly number[] };

/** The single bits each of which alone is enough, ascending: `required` of a 40301. */
export function sufficientBits(permission: Permission): readonly number[] {
  return sufficient[permission];
}

/** @param mask raw 16-bit mask as stored with the membership */
export function grants(mask: number, permission: Permission): boolean {
  return sufficient[permission].some((bit) => (mask & bit) !== 0);
}
