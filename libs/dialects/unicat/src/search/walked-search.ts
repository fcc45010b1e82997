import { Inject, Injectable } from '@nestjs/common';
import {
  byRank,
  type CollectionName,
  holds,
  type IndexedRecord,
  isRegister,
  policyFor,
  type RankedHit,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordStore,
  searchWords,
  systemCollection,
  type TextFacts,
} from '#records';
import type { ProjectMember } from '../guards/project-request.js';
import { projectPartGid } from '../mapping/bare-project.js';
import { Projects } from '../project/projects.js';
import type { Gid } from '../wire/schema.js';
import { passes } from './filter.js';
import { recordFacts } from './record-facts.js';
import type { RecordQuest } from './record-quest.js';

const pageSize = 500;

/**
 * Spaces of other dialects: what a member sees of a record depends on other records and on his role, so nothing is kept in an
 * index, and every search goes through all records, a page at a time.
 */
@Injectable()
export class WalkedSearch {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    private readonly projects: Projects,
  ) {}

  async find(quest: RecordQuest): Promise<Gid[]> {
    const hits: RankedHit[] = [];
    for await (const gids of this.pages(quest.member)) {
      const { schema, records } = await this.projects.of(quest.member.space).find(quest.member, gids);
      for (const view of records.values()) {
        const hit = rank(recordFacts({ ...view.place, values: view.values, updatedOn: view.updatedOn }, schema), quest);
        if (hit !== undefined) hits.push(hit);
      }
    }
    return hits.sort(byRank).map(({ key }) => key);
  }

  /** Gids of the virtual root and of all records that may be seen. */
  private async *pages({ space, membership }: ProjectMember): AsyncIterable<Gid[]> {
    yield [projectPartGid(space.gid, 'root')];
    const reader = this.store.latest(space.id);
    const policy = policyFor(this.policies, space, membership.role);
    const { collections } = await reader.spaceHead();
    for (const collection of registersAmong([...collections.keys()])) {
      const where = policy.visible(collection);
      if (where === undefined) continue;
      for (let after = 0, more = true; more; ) {
        const page = await reader.listRecords(collection, { where, after, limit: pageSize });
        yield page.items.map(({ id }) => id);
        after = page.items.at(-1)?.ordinal ?? after;
        more = page.more;
      }
    }
  }
}

function registersAmong(collections: readonly CollectionName[]): CollectionName[] {
  return collections.filter((name) => isRegister(name) && collections.includes(systemCollection(name)));
}

function rank({ key, labels, numbers }: IndexedRecord, { language, terms, filter }: RecordQuest): RankedHit | undefined {
  const own = labels[language];
  if (own === undefined) return undefined;
  const facts: TextFacts = { words: searchWords(own.texts), marks: new Set(own.marks) };
  const found = passes(filter, (leaf) =>
    'text' in leaf ? holds(leaf.text, facts) : leaf.test(numbers[leaf.property] ?? Number.NaN),
  );
  if (!found || !holds(terms.where, facts)) return undefined;
  return { key, title: own.title, score: terms.raising.filter((each) => holds(each, facts)).length };
}
