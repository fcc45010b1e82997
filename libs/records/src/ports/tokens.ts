/** Injection tokens of what the composition root provides to every library. */
export const RECORD_STORE = Symbol('RecordStore');
export const SPACE_DIRECTORY = Symbol('SpaceDirectory');
export const ACCOUNT_STORE = Symbol('AccountStore');
export const RATE_LIMIT_STORE = Symbol('RateLimitStore');
export const READING_POLICIES = Symbol('ReadingPolicies');
export const CLOCK = Symbol('Clock');
