/**
 * What missing and bad tokens do (contract §2.4). `required`: both are refused. `switched`: a missing one is refused unless
 * anonymous reads are switched on (§3.1). `optional`: a bad one is refused. `lenient`: with either the caller is anonymous.
 * `ignored`: nobody looks.
 */
export type TokenUse = 'required' | 'switched' | 'optional' | 'lenient' | 'ignored';

export interface AccessRule {
  readonly token: TokenUse;
  /** Whether `If-Match` must be there (contract §4.3, rule 4). */
  readonly ifMatch: boolean;
}

export const ACCESS_RULE = 'pointercrate:access';
