import { Inject, Injectable } from '@nestjs/common';
import { byRank, everything, FULL_TEXT_INDEX, type FullTextIndex, type TextCondition, type TextHit } from '#records';
import type { Gid } from '../wire/schema.js';
import { recordIndex } from './catalogue-texts.js';
import { type Filter, passes } from './filter.js';
import type { RecordLeaf } from './record-filter.js';
import type { RecordQuest } from './record-quest.js';

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
  if (timeOnly(filter)) return (await search(everything)).filter((hit) => fitsTimes(hit, filter));
  if ('not' in filter) return without(await search(everything), await evaluate(filter.not, search), true);
  if ('any' in filter) return evaluateAny(sortOut(filter.any), search);
  return evaluateAll(sortOut('all' in filter ? flatten(filter.all) : [filter]), search);
}

interface Operands {
  readonly texts: readonly TextCondition[];
  readonly times: readonly Filter<RecordLeaf>[];
  readonly mixed: readonly Filter<RecordLeaf>[];
}

function sortOut(filters: readonly Filter<RecordLeaf>[]): Operands {
  const others = filters.filter((each) => textOnly(each) === undefined);
  return {
    texts: filters.map(textOnly).filter((each) => each !== undefined),
    times: others.filter(timeOnly),
    mixed: others.filter((each) => !timeOnly(each)),
  };
}

async function evaluateAll({ texts, times, mixed }: Operands, search: Search): Promise<readonly TextHit[]> {
  let hits = (await search({ all: texts })).filter((hit) => fitsTimes(hit, { all: times }));
  for (const each of mixed) hits = without(hits, await evaluate(each, search), false);
  return hits;
}

async function evaluateAny({ texts, times, mixed }: Operands, search: Search): Promise<readonly TextHit[]> {
  const found = new Map<Gid, TextHit>();
  const parts = [{ leaf: { text: { any: texts } } }, { any: times }, ...mixed];
  for (const part of parts) for (const hit of await evaluate(part, search)) found.set(hit.key, hit);
  return [...found.values()].sort(byRank);
}

function fitsTimes({ numbers }: TextHit, filter: Filter<RecordLeaf>): boolean {
  return passes(filter, (leaf) => 'test' in leaf && leaf.test(numbers[leaf.property] ?? Number.NaN));
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
