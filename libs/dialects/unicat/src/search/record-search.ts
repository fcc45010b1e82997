import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, RECORD_STORE, type RecordStore } from '#records';
import { BadParameter } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';
import { Projects } from '../project/projects.js';
import type { RecordSearching } from '../project/record-search.js';
import type { Gid } from '../wire/schema.js';
import { IndexedSearch } from './indexed-search.js';
import { KeptResults } from './kept-results.js';
import { readRecordFilter } from './record-filter.js';
import type { RecordQuest } from './record-quest.js';
import type { SearchQuery } from './search-parameters.js';
import { readTerms } from './terms.js';
import { WalkedSearch } from './walked-search.js';

/**
 * The records that `q` and `filter` find (contract §6), for `records/search` and for selections. Brings the index up to date
 * first, so it is never asked from within a `read` or a `write` of the store.
 */
@Injectable()
export class RecordSearch implements RecordSearching {
  private readonly results = new KeptResults();

  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly projects: Projects,
    private readonly indexed: IndexedSearch,
    private readonly walked: WalkedSearch,
  ) {}

  /**
   * All that is found, in order: score descending, then title, then gid.
   * @throws BadParameter for a language that the project does not have
   * @throws SearchError for a filter that cannot be evaluated
   */
  async find(member: ProjectMember, query: SearchQuery): Promise<readonly Gid[]> {
    const { space, membership } = member;
    const { position } = await this.store.latest(space.id).spaceHead();
    const { language, q, filter } = query;
    return this.results.get([space.id, membership.role, position, language, q, filter], () => this.search(member, query));
  }

  private async search(member: ProjectMember, { language, q, filter }: SearchQuery): Promise<readonly Gid[]> {
    const { schema } = await this.projects.of(member.space).find(member, []);
    if (!schema.languages.includes(language)) throw new BadParameter('language');
    const quest: RecordQuest = {
      member,
      schema,
      language,
      terms: readTerms(q),
      filter: readRecordFilter(filter, schema, this.clock.now() / 1000),
    };
    if (quest.terms.none && filter.length === 0) return [];
    return (member.space.birth === 'unicat' ? this.indexed : this.walked).find(quest);
  }
}
