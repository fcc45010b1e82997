import { PreconditionFailed } from './errors.js';
import type { EntryNumber, RecordKey } from './identifiers.js';

/** What must be true of a record for a write to go ahead: RFC 9110 §13.1, spelt in versions. */
export type Precondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'version-in'; readonly versions: readonly EntryNumber[] };

export const unconditional: Precondition = { kind: 'none' };
export const mustBeAbsent: Precondition = { kind: 'absent' };
export const mustExist: Precondition = { kind: 'exists' };
export const atVersion = (...versions: readonly EntryNumber[]): Precondition => ({ kind: 'version-in', versions });

/**
 * @param version number of the key's latest entry, undefined where the key has none
 * @throws PreconditionFailed
 */
export function requirePrecondition(precondition: Precondition, key: RecordKey, version: EntryNumber | undefined): void {
  if (!holds(precondition, version)) throw new PreconditionFailed(key, version);
}

function holds(precondition: Precondition, version: EntryNumber | undefined): boolean {
  switch (precondition.kind) {
    case 'none':
      return true;
    case 'absent':
      return version === undefined;
    case 'exists':
      return version !== undefined;
    case 'version-in':
      return version !== undefined && precondition.versions.includes(version);
  }
}
