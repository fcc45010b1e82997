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

/** What holders of a permission may change about others (contract §2.5). */
const assigns: { readonly [P in Permission]?: readonly Permission[] } = {
  LIST_ADMINISTRATOR: ['LIST_HELPER', 'LIST_MODERATOR'],
  ADMINISTRATOR: ['EXTENDED_ACCESS', 'LIST_HELPER', 'LIST_MODERATOR', 'LIST_ADMINISTRATOR', 'MODERATOR'],
};

/** The bits that holders of a mask may give and take. */
export function assignableBits(mask: number): number {
  const granted = (Object.keys(assigns) as Permission[]).filter((permission) => grants(mask, permission));
  return granted.flatMap((permission) => assigns[permission] ?? []).reduce((bits, each) => bits | permissionBits[each], 0);
}

/** The single bits of a mask, ascending. */
export function singleBits(mask: number): readonly number[] {
  return Array.from({ length: 16 }, (_, at) => 1 << at).filter((bit) => (mask & bit) !== 0);
}
