import { Inject, Injectable } from '@nestjs/common';
import {
  mainCollection,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordReader,
  type RecordStore,
  type Space,
  seenRecords,
  withoutFields,
} from '#records';
import type { Caller } from '../guards/caller.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import { type Bounds, type PageWindow, readsBackwards, requireWindow } from '../paging/page-window.js';
import type { RecordsQuery } from '../paging/record-filters.js';
import { serializeGenericRecord } from '../serializers/generic-record.serializer.js';

/** The records of a space that was born in another dialect, by ordinal (interface, "One record, three addresses"). */
@Injectable()
export class ListGenericRecords {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
  ) {}

  /** @throws PointercrateError 42207, 42227 */
  execute({ query: asked, caller, space }: { query: RecordsQuery; caller: Caller; space: Space }): Promise<ListAnswer> {
    const { window, filters } = asked;
    requireWindow(window);
    const collection = mainCollection(space);
    const policy = policyFor(this.policies, space, caller.membership?.role);
    const where = mayMatch(filters) ? policy.visible(collection) : undefined;
    return this.store.read(space.id, async (reader) => {
      const descending = readsBackwards(window);
      const { limit, before, after } = window;
      const query = { where: where ?? [], descending, limit, ...given({ before, after }) };
      const { items, more } = where === undefined ? { items: [], more: false } : await reader.listRecords(collection, query);
      const inOrder = descending ? items.toReversed() : items;
      const seen = await seenRecords(policy, reader, collection, inOrder, withoutFields);
      const page = { items: seen, more, bounds: await boundsOf(reader, collection) };
      return answerList(page, asked, ({ ordinal }) => ordinal, serializeGenericRecord);
    });
  }
}

/** All generic records are approved, and have nothing else that can be filtered by. */
function mayMatch(filters: RecordsQuery['filters']): boolean {
  return Object.entries(filters).every(([name, value]) => value === undefined || (name === 'status' && value === 'approved'));
}

function given({ before, after }: Pick<PageWindow, 'before' | 'after'>): { before?: number; after?: number } {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

async function boundsOf(reader: RecordReader, collection: string): Promise<Bounds | undefined> {
  const [first] = (await reader.listRecords(collection, { limit: 1 })).items;
  const [last] = (await reader.listRecords(collection, { limit: 1, descending: true })).items;
  return first === undefined || last === undefined ? undefined : { least: first.ordinal, greatest: last.ordinal };
}
