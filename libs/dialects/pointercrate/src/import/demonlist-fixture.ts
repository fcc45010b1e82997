import { MalformedInput } from '#records';
import type { DemonRow, NoteRow, PlayerRow, RecordRow, SubmitterRow } from '../mapping/tables.js';

type WithId<Row> = Row & { readonly id: number };

export interface NationalityEntry {
  readonly country_code: string;
  readonly nation: string;
  readonly subdivisions: readonly { readonly iso_code: string; readonly name: string }[];
}

export interface UserEntry {
  readonly id: number;
  readonly name: string;
  readonly permissions: number;
  readonly display_name: string | null;
  readonly youtube_channel: string | null;
  readonly google_account_id: string | null;
  readonly generation: number;
  /** In clear; null for accounts without password login. */
  readonly fixture_password: string | null;
}

/** Members are the values before the change, null where they did not change. */
export interface OldValues {
  readonly progress: number | null;
  readonly video: string | null;
  readonly status: string | null;
  readonly player: { readonly id: number } | null;
  readonly demon: { readonly id: number } | null;
}

/** An audit entry of a record (contract §1.9), spelt as in the database. */
export interface AuditEvent {
  readonly entry_id: number;
  readonly record: number;
  /** 0: nobody. */
  readonly user: number;
  /** UTC without suffix, up to microseconds. */
  readonly time: string;
  readonly type: 'Addition' | 'Modification';
  /** Of modifications only. */
  readonly old?: OldValues;
}

/** A demonlist as one file (demo/pointercrate/README.md). Subdivisions of players are codes within their country. */
export interface DemonlistFixture {
  readonly list_information?: { readonly list_size: number; readonly extended_list_size: number };
  readonly nationalities: readonly NationalityEntry[];
  readonly players: readonly WithId<PlayerRow>[];
  readonly demons: readonly WithId<DemonRow>[];
  readonly submitters: readonly WithId<SubmitterRow>[];
  readonly users: readonly UserEntry[];
  readonly player_claims: readonly {
    id: number;
    user_id: number;
    player_id: number;
    verified: boolean;
    lock_submissions: boolean;
  }[];
  readonly records: readonly WithId<RecordRow>[];
  readonly record_notes: readonly WithId<NoteRow>[];
  readonly record_audit: readonly AuditEvent[];
}

const lists: readonly (keyof DemonlistFixture)[] = [
  'nationalities',
  'players',
  'demons',
  'submitters',
  'users',
  'player_claims',
  'records',
  'record_notes',
  'record_audit',
];

/**
 * @returns the same value; values within rows are checked as they are stored
 * @throws MalformedInput where a list is missing
 */
export function asDemonlistFixture(value: unknown): DemonlistFixture {
  const missing = lists.find((name) => !Array.isArray((value as DemonlistFixture | null)?.[name]));
  if (missing !== undefined) throw new MalformedInput(`The demonlist has no list '${missing}'`);
  return value as DemonlistFixture;
}
