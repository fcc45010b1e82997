import type { Gid, Language } from './schema.js';

/** Of other projects (contract §1.8). */
export interface ShortProject {
  readonly gid: Gid;
  readonly name: string;
  readonly icon: string | null;
  readonly owner: Gid;
  readonly status: string;
}

/** Seconds since the Unix epoch, with a fraction. */
export type Timestamp = number;

export interface Backup {
  readonly version: number;
  readonly name: string;
  readonly created_by: string;
  readonly timestamp: Timestamp;
}

/** Of the current project. */
export interface Project extends ShortProject {
  readonly options: {
    readonly timezone: string;
    /** The first one is the default. */
    readonly languages: readonly Language[];
    readonly channels: { readonly [key: string]: string };
    readonly orderedchannels: readonly string[];
    readonly orderings: { readonly [key: string]: string };
    readonly orderedorderings: readonly string[];
    readonly fieldlists: { readonly [key: string]: string };
    readonly orderedfieldlists: readonly string[];
    readonly imageserver: { readonly type: string; readonly options: object };
  };
  readonly backups: { readonly versions: readonly Backup[]; readonly next_version: number };
  readonly build: number;
}

export interface User {
  readonly gid: Gid;
  readonly username: string;
  readonly name: string;
  readonly avatar: string | null;
  readonly status: string;
}

/** The requesting user. */
export interface OwnUser extends User {
  readonly email: string;
  readonly options: object;
}

export interface Member {
  readonly project_gid: Gid;
  readonly user_gid: Gid;
  readonly status: string;
  readonly roles: readonly string[];
  readonly options: object;
}

/** The pseudo channel of all records, which cannot be switched off. */
export const allRecords = '__all__';

/** Status of a project that was deleted, and may be taken back. */
export const deletedStatus = 'deleted';
