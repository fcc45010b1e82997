import { Injectable } from '@nestjs/common';
import type { JsonValue } from '#records';
import { SearchError } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';
import type { Gid, Language } from '../wire/schema.js';

export interface SearchedRecords {
  readonly language: Language;
  readonly q: string;
  /** Empty: no restriction. */
  readonly filter: readonly JsonValue[];
}

/** What selections need of a search (contract §4.4, §6). Never asked from within a read or a write of the store. */
export interface RecordSearching {
  /**
   * All records that are found, in order.
   * @throws SearchError
   */
  find(member: ProjectMember, query: SearchedRecords): Promise<readonly Gid[]>;
}

export const RECORD_SEARCH = Symbol('RecordSearching');

/** No search is there: the contract's answer for that (§2.3). */
@Injectable()
export class NoSearch implements RecordSearching {
  find(): Promise<readonly Gid[]> {
    return Promise.reject(new SearchError());
  }
}
