/** [count, seconds] */
export type Limit = readonly [count: number, seconds: number];

/** The contract's numbers (§6.7). */
export const defaultLimits = {
  submissions_per_ip: [3, 1200],
  submissions: [20, 3600],
  new_submitters: [7, 3600],
  new_demons: [1, 60],
  registrations_per_ip: [1, 86_400],
  registration_attempts_per_ip: [5, 21_600],
  logins_per_ip: [3, 1800],
} as const satisfies { readonly [name: string]: Limit };

export type LimitName = keyof typeof defaultLimits;

/** Names are those of `defaultLimits`; the settings refuse others. */
export interface GivenLimits {
  readonly [name: string]: Limit;
}
