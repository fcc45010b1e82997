import { flagColumn, integerColumn, several, table, textColumn, urlColumn } from './table.js';

/** Contract §1.1, foreign keys in place of embedded objects. */
export interface RecordRow {
  readonly progress: number;
  readonly video: string | null;
  readonly status: string;
  readonly player: number;
  readonly demon: number;
  readonly submitter: number | null;
  readonly raw_footage: string | null;
  /** Whether the status was changed since the record was made (§3.5). */
  readonly status_was_modified: boolean;
}

export const records = table<RecordRow>('record', {
  title: 'Records',
  keys: 'integer',
  columns: [
    integerColumn('player', { text: 'Holder', references: 'player' }),
    integerColumn('demon', { text: 'Level', references: 'demon' }),
    integerColumn('progress', { text: 'Per cent of the level, from its requirement to 100' }),
    textColumn('status', { text: '`submitted`, `under consideration`, `approved` or `rejected`' }),
    urlColumn('video', { text: 'Canonical URL of the video' }),
    textColumn('raw_footage', { text: 'URL of the uncut footage, as submitted' }),
    integerColumn('submitter', { text: 'Who sent it in', references: 'submitter' }),
    flagColumn('status_was_modified', { text: 'Whether the status was changed since' }),
  ],
});

/** Contract §1.5. Score and rank follow from records and demons, so they are not stored. */
export interface PlayerRow {
  readonly name: string;
  readonly banned: boolean;
  readonly link_banned: boolean;
  /** Country code. */
  readonly nationality: string | null;
  /** Key of the subdivision: country code, hyphen, code within the country. */
  readonly subdivision: string | null;
}

export const players = table<PlayerRow>('player', {
  title: 'Players',
  keys: 'integer',
  columns: [
    textColumn('name'),
    flagColumn('banned'),
    flagColumn('link_banned', { text: 'Whether links of the records are withheld' }),
    textColumn('nationality', { references: 'nationality' }),
    textColumn('subdivision', { references: 'subdivision' }),
  ],
});

/** Contract §1.6, player ids in place of players. */
export interface DemonRow {
  readonly name: string;
  readonly position: number;
  readonly requirement: number;
  readonly video: string | null;
  readonly thumbnail: string;
  readonly level_id: number | null;
  readonly verifier: number;
  readonly publisher: number;
  /** Null: none. */
  readonly creators: readonly number[] | null;
}

export const demons = table<DemonRow>('demon', {
  title: 'Demons',
  keys: 'integer',
  columns: [
    textColumn('name'),
    integerColumn('position', { text: 'Place on the list, 1 is the hardest' }),
    integerColumn('requirement', { text: 'Least per cent that counts' }),
    urlColumn('video', { text: 'Canonical URL of the verification' }),
    urlColumn('thumbnail'),
    integerColumn('level_id', { text: 'Id of the level in the game' }),
    integerColumn('verifier', { references: 'player' }),
    integerColumn('publisher', { references: 'player' }),
    several(integerColumn('creators', { references: 'player' })),
  ],
});

/** Contract §1.4. */
export interface SubmitterRow {
  readonly banned: boolean;
  readonly ip_address: string;
}

export const submitters = table<SubmitterRow>('submitter', {
  title: 'Submitters',
  keys: 'integer',
  columns: [flagColumn('banned'), textColumn('ip_address', { text: 'IP address' })],
});

/** Contract §1.3. */
export interface NoteRow {
  readonly record: number;
  readonly content: string;
  readonly is_public: boolean;
  readonly transferred: boolean;
  readonly author: string | null;
  /** Null: none. */
  readonly editors: readonly string[] | null;
}

export const notes = table<NoteRow>('note', {
  title: 'Notes on records',
  keys: 'integer',
  columns: [
    integerColumn('record', { references: 'record' }),
    textColumn('content'),
    flagColumn('is_public', { text: 'Whether the holder may read it' }),
    flagColumn('transferred', { text: 'Whether it was written on a record that was merged into this one' }),
    textColumn('author', { text: 'User name; none for submitters' }),
    several(textColumn('editors', { text: 'User names, one for each change, in order' })),
  ],
});

/** Contract §1.8. */
export interface ClaimRow {
  readonly user: number;
  readonly player: number;
  readonly verified: boolean;
  readonly lock_submissions: boolean;
}

export const claims = table<ClaimRow>('claim', {
  title: 'Claims on players',
  keys: 'integer',
  columns: [
    integerColumn('user', { text: 'Account id' }),
    integerColumn('player', { references: 'player' }),
    flagColumn('verified'),
    flagColumn('lock_submissions', { text: 'Whether only the user may submit for the player' }),
  ],
});

/** Contract §1.5. Keys are country codes. */
export interface NationalityRow {
  readonly nation: string;
}

export const nationalities = table<NationalityRow>('nationality', {
  title: 'Nationalities',
  keys: 'string',
  columns: [textColumn('nation', { text: 'Name of the country' })],
});

/** Contract §1.5. Keys are country code, hyphen, code within the country, as in ISO 3166-2. */
export interface SubdivisionRow {
  readonly nationality: string;
  readonly iso_code: string;
  readonly name: string;
}

export const subdivisions = table<SubdivisionRow>('subdivision', {
  title: 'Subdivisions of countries',
  keys: 'string',
  columns: [
    textColumn('nationality', { references: 'nationality' }),
    textColumn('iso_code', { text: 'Code within the country' }),
    textColumn('name'),
  ],
});

export function subdivisionKey(countryCode: string, isoCode: string): string {
  return `${countryCode}-${isoCode}`;
}

export const tables = [nationalities, subdivisions, players, demons, submitters, records, notes, claims] as const;
