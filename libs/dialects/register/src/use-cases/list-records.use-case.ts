import { Inject, Injectable } from '@nestjs/common';
import {
  type CollectionName,
  type Condition,
  type Page,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type ReadingPolicy,
  type RecordReader,
  type RecordStore,
  redactFields,
  type StoredRecord,
  seenRecords,
} from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { AttributeNotFound, PageNotFound, RegisterUndefined, UnexpectedParameter } from '../errors/register-errors.js';
import { type RegisterDefinition, SchemaCache } from '../schema/schema-cache.js';

export interface RecordFilter {
  readonly name: string;
  readonly value: string;
}

export interface ListRecordsQuery {
  /** From 1. */
  readonly pageIndex: number;
  readonly pageSize: number;
  readonly filter: RecordFilter | undefined;
}

export interface RecordsView {
  readonly records: readonly StoredRecord[];
  /** Whether there is a next page. */
  readonly more: boolean;
  /** Attribute names in schema order. */
  readonly columns: readonly string[];
}

const nothing: Page<StoredRecord> = { items: [], more: false };

/** Records in order of first appearance, by pages, filtered by one attribute or not (contract §3.2). */
@Injectable()
export class ListRecords {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    private readonly schemas: SchemaCache,
  ) {}

  /** @throws RegisterUndefined, AttributeNotFound, UnexpectedParameter, PageNotFound */
  execute(register: MountedRegister, query: ListRecordsQuery): Promise<RecordsView> {
    const { space, collection } = register;
    const policy = policyFor(this.policies, space, register.role);
    return this.store.read(space.id, async (snapshot) => {
      const definition = await this.schemas.current(register, snapshot);
      requireFilterable(register, definition, policy, query.filter);
      const page = await findPage(snapshot, collection, policy, query);
      if (page.items.length === 0 && query.pageIndex > 1) throw new PageNotFound(`There is no page ${query.pageIndex}`);
      const records = await seenRecords(policy, snapshot, collection, page.items, redactFields);
      return { records, more: page.more, columns: definition.columns };
    });
  }
}

function requireFilterable(
  { name, collection }: MountedRegister,
  { schema, columns }: RegisterDefinition,
  policy: ReadingPolicy,
  filter: RecordFilter | undefined,
): void {
  if (schema === undefined) throw new RegisterUndefined(name);
  if (filter === undefined) return;
  if (!columns.includes(filter.name)) throw new AttributeNotFound(filter.name);
  // A match would tell the value.
  if (policy.withholdable(collection).includes(filter.name)) {
    throw new UnexpectedParameter('name', `must not be '${filter.name}', whose values are withheld`);
  }
}

/** Without conditions a page is a range of ranks, with some the matches before it are walked over. */
async function findPage(
  reader: RecordReader,
  collection: CollectionName,
  policy: ReadingPolicy,
  { pageIndex, pageSize: limit, filter }: ListRecordsQuery,
): Promise<Page<StoredRecord>> {
  const before = (pageIndex - 1) * limit;
  const visible = policy.visible(collection);
  if (visible === undefined) return nothing;
  const where: Condition[] = [...visible];
  if (filter !== undefined) where.push({ attribute: filter.name, equals: filter.value });
  return where.length === 0
    ? reader.listRecords(collection, { orderBy: 'rank', after: before, limit })
    : reader.listRecords(collection, { where, skip: before, limit });
}
