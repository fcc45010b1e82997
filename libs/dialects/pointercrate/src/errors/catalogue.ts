import type { MinimalDemon } from '../serializers/record.document.js';

/** Members that tell which object a 40401 is about, with the words for it; creators and claims need two of them. */
const objects = {
  record_id: 'record has the id',
  demon_id: 'demon has the id',
  demon_name: 'demon has the name',
  demon_position: 'demon has the position',
  player_id: 'player has the id',
  player_name: 'player has the name',
  note_id: 'note has the id',
  member_id: 'claim has the user',
  iso_code: 'nation has the code',
  subdivision_code: 'subdivision has the code',
  nation_code: 'nation has the code',
  user_id: 'user has the id',
  user_name: 'user has the name',
  id: 'submitter has the id',
} as const;

export type MissingObject = { readonly [Member in keyof typeof objects]?: string | number };

export interface WaitingTime {
  readonly secs: number;
  readonly nanos: number;
}

function missing(data: MissingObject): string {
  const [member, value] = Object.entries(data)[0] ?? ['record_id', 'given'];
  return `No ${objects[member as keyof typeof objects]} ${value}`;
}

/**
 * Every error of contract §7.2: the text, or how the text is made of the data. The status is the code div 100.
 * Retired, never given out again: 40904, 41800, 42211, 42216, 42221, 50001, 50300.
 */
export const catalogue = {
  40000: 'Request could not be understood',
  40001: 'Video or channel URL is malformed',
  40002: ({ header }: { readonly header: string }) => `Header ${header} is malformed`,
  40003: 'Could not locate your address',
  40100: 'Credentials missing or wrong',
  40300: 'Not allowed',
  40301: ({ required }: { readonly required: readonly number[] }) =>
    required.length === 0 ? 'Not a member of this space' : `Missing permission, one of ${required.join(', ')}`,
  40302: 'Use the account endpoint to delete yourself',
  40303: 'Use the account endpoint to change yourself',
  40304: 'You are banned from submitting',
  40305: ({ non_assignable }: { readonly non_assignable: readonly number[] }) =>
    `Permissions you cannot assign: ${non_assignable.join(', ')}`,
  40306: 'Claim is not verified',
  40307: 'Geolocation through a proxy refused',
  40308: 'Only the player may submit for this player',
  40400: 'No such address',
  40401: missing,
  40500: (_: { readonly allowed_methods: readonly string[] }) => 'Method not allowed',
  40900: 'Changed meanwhile, fetch and retry',
  40902: 'User name taken',
  40905: 'Already a creator',
  40906: ({ id }: { readonly id: number }) => `Video already used by record ${id}`,
  40907: 'Subdivision without nation',
  40908: (_: { readonly player1: string; readonly player2: string }) => 'Both players have verified claims',
  41100: 'Length required',
  41200: 'Precondition failed',
  41300: 'Body too large',
  41500: ({ expected }: { readonly expected: string }) => `Send ${expected}`,
  42200: 'Understood but not usable',
  42202: 'Name shorter than 3 or with blanks at an end',
  42204: 'Password shorter than 10',
  42207: 'limit must be 1 to 100',
  42212: 'Requirement must be 0 to 100',
  42213: ({ maximal }: { readonly maximal: number }) => `Position must be 1 to ${maximal}`,
  42215: ({ requirement }: { readonly requirement: number }) => `Progress must be ${requirement} to 100`,
  42217: ({ status, existing }: { readonly status: string; readonly existing: number }) =>
    `Record is already ${status} (record ${existing})`,
  42218: 'Holder is banned',
  42219: 'Legacy demons take no submissions',
  42220: 'Extended list takes 100 % only',
  42222: 'URL must be http or https',
  42223: 'URL must not contain credentials',
  42224: 'Video host not supported',
  42225: ({ expected }: { readonly expected: string }) => `URL form for this host is ${expected}`,
  42226: 'Not a YouTube URL',
  42227: 'Empty paging window',
  42228: (_: { readonly demons: readonly MinimalDemon[] }) => 'Several demons have this name',
  42229: 'Fields exclude each other',
  42230: 'Note is empty',
  42231: 'Player already has a verified claim',
  42232: 'Raw footage required',
  42233: 'Raw footage must be a URL',
  42234: 'Account has no password login',
  42235: 'Level id must be positive',
  42800: 'If-Match required',
  42900: ({ remaining }: { readonly remaining: WaitingTime }) => `Too many attempts. Try again in ${remaining.secs} s`,
  50000: 'Internal error',
  50003: 'Storage error',
  50004: 'Storage time-out',
  50005: 'Storage not reachable',
  50301: 'Read-only maintenance',
} as const;

export type ErrorCode = keyof typeof catalogue;

/** What `data` holds for a code; null for most. */
export type ErrorData<Code extends ErrorCode> = (typeof catalogue)[Code] extends (data: infer Data) => string ? Data : null;
