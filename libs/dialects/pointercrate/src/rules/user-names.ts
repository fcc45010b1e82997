import { longestPassword } from '#auth';
import { PointercrateError } from '../errors/pointercrate-error.js';

const fewestNameBytes = 3;
/** More than any name needs, and no more than the index of names can hold. */
const mostNameBytes = 255;
const fewestPasswordBytes = 10;

/**
 * The rule for display names, and half of that for login names (contract §3b.4).
 * @throws PointercrateError 42202; 42200 for what is too long
 */
export function requireDisplayName(name: string): void {
  if (Buffer.byteLength(name) < fewestNameBytes || name.trim() !== name) throw new PointercrateError(42202);
  if (Buffer.byteLength(name) > mostNameBytes) throw new PointercrateError(42200);
}

/** @throws PointercrateError 42202, 42200 */
export function requireLoginName(name: string): void {
  requireDisplayName(name);
  // Basic credentials are cut at the first colon, so nobody could log in under such a name.
  if (name.includes(':')) throw new PointercrateError(42202);
}

/** @throws PointercrateError 42204; 42200 for passwords that could not be used to log in */
export function requirePassword(password: string): void {
  if (Buffer.byteLength(password) < fewestPasswordBytes) throw new PointercrateError(42204);
  if (password.length > longestPassword) throw new PointercrateError(42200);
}
