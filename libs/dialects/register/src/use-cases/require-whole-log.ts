import { AccessDenied, openPolicy, policyFor, type ReadingPolicies } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';

/**
 * A whole log shows every value that its readers may be refused one by one, so it is for those from whom nothing is withheld.
 * @throws AccessDenied
 */
export function requireWholeLog(policies: ReadingPolicies, { space, role }: MountedRegister): void {
  if (policyFor(policies, space, role) !== openPolicy) {
    throw new AccessDenied('Some of this register may be withheld from you; only its staff may take it as a whole');
  }
}
