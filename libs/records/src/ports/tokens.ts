/** Injection tokens of what the composition root provides to every library. */
export const RECORD_STORE = Symbol('RecordStore');
export const SPACE_DIRECTORY = Symbol('SpaceDirectory');
export const ACCOUNT_STORE = Symbol('AccountStore');
export const READING_POLICIES = Symbol('ReadingPolicies');
export const CLOCK = Symbol('Clock');
export const FILE_STORE = Symbol('FileStore');
