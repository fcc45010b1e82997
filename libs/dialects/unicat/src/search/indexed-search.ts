import { Inject, Injectable } from '@nestjs/common';
import { byRank, everything, FULL_TEXT_INDEX, type FullTextIndex, type TextCondition, type TextHit } from '#records';
import type { Gid } from '../wire/schema.js';
import { recordIndex } from './catalogue-texts.js';
import { type Filter, passes } from './filter.js';
import type { RecordLeaf } from './record-filter.js';
import type { RecordQuest } from './record-search.js';

type Search = (where: TextCondition) => Promise<readonly TextHit[]>;

/** Projects born here: all but times is in the index of texts, and times come along with what it finds. */
@Injectable()
export class IndexedSearch {
  constructor(@Inject(FULL_TEXT_INDEX) private readonly index: FullTextIndex) {}

  async find({ member, language, terms, filter }: RecordQuest): Promise<Gid[]> {
    const search: Search = (where) =>
      this.index.search(member.space, recordIndex, { label: language, where, raising: terms.raising });
    const hits = await evaluate({ all: [{ leaf: { text: terms.where } }, filter] }, search);
    return hits.map(({ key }) => key);
  }
}

/** As few searches as the filter allows: one, unless times stand beside texts within an `or` or a `not`. */
async function evaluate(filter: Filter<RecordLeaf>, search: Search): Promise<readonly TextHit[]> {
  const text = textOnly(filter);
  if (text !== undefined) return search(text);
  if ('any' in filter) {
    const found = new Map<Gid, TextHit>();
    for (const each of filter.any) for (const hit of await evaluate(each, search)) found.set(hit.key, hit);
    return [...found.values()].sort(byRank);
  }
  if ('not' in filter) return without(await search(everything), await evaluate(filter.not, search), true);
  return evaluateAll('all' in filter ? flatten(filter.all) : [filter], search);
}

async function evaluateAll(filters: readonly Filter<RecordLeaf>[], search: Search): Promise<readonly TextHit[]> {
  const texts = filters.map(textOnly).filter((each) => each !== undefined);
  const others = filters.filter((each) => textOnly(each) === undefined);
  const timed = others.filter(timeOnly);
  const fitsTimes = (hit: TextHit): boolean =>
    timed.every((each) => passes(each, (leaf) => 'test' in leaf && leaf.test(hit.numbers[leaf.property] ?? Number.NaN)));
  let hits = (await search({ all: texts })).filter(fitsTimes);
  for (const mixed of others.filter((each) => !timeOnly(each))) hits = without(hits, await evaluate(mixed, search), false);
  return hits;
}

/** What is left of the hits if those among the others go, or if only those stay. */
function without(hits: readonly TextHit[], others: readonly TextHit[], goes: boolean): TextHit[] {
  const keys = new Set(others.map(({ key }) => key));
  return hits.filter(({ key }) => keys.has(key) !== goes);
}

function flatten(filters: readonly Filter<RecordLeaf>[]): Filter<RecordLeaf>[] {
  return filters.flatMap((each) => ('all' in each ? flatten(each.all) : [each]));
}

/** Undefined where times are asked for. */
function textOnly(filter: Filter<RecordLeaf>): TextCondition | undefined {
  if ('leaf' in filter) return 'text' in filter.leaf ? filter.leaf.text : undefined;
  if ('not' in filter) {
    const not = textOnly(filter.not);
    return not && { not };
  }
  const operands = ('all' in filter ? filter.all : filter.any).map(textOnly);
  if (!operands.every((each) => each !== undefined)) return undefined;
  return 'all' in filter ? { all: operands } : { any: operands };
}

function timeOnly(filter: Filter<RecordLeaf>): boolean {
  if ('leaf' in filter) return 'test' in filter.leaf;
  if ('not' in filter) return timeOnly(filter.not);
  return ('all' in filter ? filter.all : filter.any).every(timeOnly);
}
