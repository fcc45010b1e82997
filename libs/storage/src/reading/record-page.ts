import { type Condition, endDate, type RecordFilter, type RecordQuery } from '#records';
import type { SqlSyntax } from '../engines/sql-engine.js';
import type { Parameter } from '../engines/statement.js';
import { indexedValue } from '../rows/indexed-value.js';
import { joinBlob, recordColumns } from '../rows/record.row.js';
import { atInteger } from './integers.js';

export interface PageStatement {
  readonly shape: string;
  readonly text: string;
  readonly parameters: readonly Parameter[];
}

/** Collects the parts of the query that walks the covering index; `lead` is the index row that gives the order. */
class IndexWalk {
  /** Which stretch of the leading index is walked. */
  readonly stretch: string[] = [];
  readonly joins: string[] = [];
  /** What its rows must fulfil besides. */
  readonly where: string[] = [];

  constructor(
    private readonly syntax: SqlSyntax,
    readonly parameters: Parameter[],
    readonly source: string,
    /** Column that the order and the cursors are about. */
    readonly order: 'ordinal' | 'rank' | 'number',
  ) {
    this.stretch.push('lead.space = $1', 'lead.collection = $2');
  }

  bind(parameter: Parameter): string {
    this.parameters.push(parameter);
    return `$${this.parameters.length}`;
  }

  /** At most one row fits, so a join repeats nothing and leaves the planner free to begin with it. */
  joinEqual(attribute: string, value: string): void {
    const alias = `equal${this.joins.length}`;
    this.joins.push(
      `JOIN attribute_value ${alias} ON ${alias}.space = $1 AND ${alias}.collection = $2 AND ${alias}.attribute = ${this.bind(attribute)}
        AND ${alias}.value = ${this.bind(indexedValue(value))} AND ${alias}.ordinal = lead.ordinal`,
    );
  }

  requireEqual(attribute: string, value: string): void {
    this.where.push(`${this.lookUp(attribute, `looked.value = ${this.bind(indexedValue(value))}`)} = 1`);
  }

  requireRange(attribute: string, comparison: '<' | '>', bound: number): void {
    this.where.push(`${this.lookUp(attribute, `looked.number ${comparison} ${this.bind(bound)}`)} = 1`);
  }

  /** The plus keeps the planners from going through the numbers of the list: that would be each of them for each record. */
  requireAmong(attribute: string, numbers: readonly number[]): void {
    const listed = this.syntax.amongNumbers('+looked.number', this.bind(this.syntax.listOfNumbers(numbers)));
    this.where.push(`${this.lookUp(attribute, `looked.number IS NOT NULL AND ${listed}`)} = 1`);
  }

  /** Spelt out, because only then does the small index of ended records fit. */
  requireLive(): void {
    this.where.push(
      `(SELECT 1 FROM attribute_value ended WHERE ended.space = $1 AND ended.collection = $2
        AND ended.attribute = '${endDate.field}' AND ended.ordinal = lead.ordinal LIMIT 1) IS NULL`,
    );
  }

  /**
   * Whether the record has such a value, as 1 or NULL: asked for one row at a time. PostgreSQL turns joins and EXISTS round, and
   * would walk all records that fulfil this condition.
   */
  private lookUp(attribute: string, condition: string): string {
    return `(SELECT 1 FROM attribute_value looked WHERE looked.space = $1 AND looked.collection = $2
      AND looked.attribute = ${this.bind(attribute)} AND looked.ordinal = lead.ordinal AND ${condition} LIMIT 1)`;
  }

  after(value: number): void {
    this.stretch.push(`lead.${this.order} > ${this.bind(this.order === 'number' ? value : atInteger(Math.floor(value)))}`);
  }

  before(value: number): void {
    this.stretch.push(`lead.${this.order} < ${this.bind(this.order === 'number' ? value : atInteger(value))}`);
  }
}

type Equality = Extract<Condition, { equals: string }>;
const isEquality = (condition: Condition): condition is Equality => 'equals' in condition;

export type Listing = Extract<Condition, { among: readonly number[] }>;

/** A longer list does not lead: its numbers would have to be looked up one by one, however many rows the page needs. */
const mostNumbers = 150;

/** A list of numbers that comes before any equality. */
export function leadingList({ where = [], orderBy = 'ordinal' }: RecordQuery): Listing | undefined {
  if (orderBy !== 'ordinal') return undefined;
  const first = where.find((each) => isEquality(each) || ('among' in each && each.among.length <= mostNumbers));
  return first === undefined || isEquality(first) ? undefined : (first as Listing);
}

/** Chooses the index that leads: the order's own where an attribute orders, else an equality, whose rows come by ordinal. */
function leadingWalk(
  { orderBy = 'ordinal' }: RecordQuery,
  leading: Equality | undefined,
  parameters: Parameter[],
  syntax: SqlSyntax,
): IndexWalk {
  if (typeof orderBy === 'object') {
    const walk = new IndexWalk(syntax, parameters, 'attribute_value lead', 'number');
    walk.stretch.push(`lead.attribute = ${walk.bind(orderBy.attribute)}`, 'lead.number IS NOT NULL');
    return walk;
  }
  if (leading === undefined) return new IndexWalk(syntax, parameters, 'record lead', orderBy);
  const walk = new IndexWalk(syntax, parameters, 'attribute_value lead', 'ordinal');
  walk.stretch.push(
    `lead.attribute = ${walk.bind(leading.attribute)}`,
    `lead.value = ${walk.bind(indexedValue(leading.equals))}`,
  );
  return walk;
}

function applyCondition(walk: IndexWalk, condition: Condition, orderAttribute: string | undefined, led: boolean): void {
  if (isEquality(condition)) {
    if (led) walk.requireEqual(condition.attribute, condition.equals);
    else walk.joinEqual(condition.attribute, condition.equals);
    return;
  }
  if ('among' in condition) {
    walk.requireAmong(condition.attribute, condition.among);
    return;
  }
  const above = 'above' in condition;
  if (condition.attribute !== orderAttribute) {
    walk.requireRange(condition.attribute, above ? '>' : '<', above ? condition.above : condition.below);
  } else if (above) walk.after(condition.above);
  else walk.before(condition.below);
}

type Scope = readonly [space: string, collection: string];

/** The walk over all matches. */
function walkOf(query: RecordQuery, scope: Scope, syntax: SqlSyntax): IndexWalk {
  const { where = [], orderBy = 'ordinal' } = query;
  const orderAttribute = typeof orderBy === 'object' ? orderBy.attribute : undefined;
  const leading = orderBy === 'ordinal' ? where.find(isEquality) : undefined;
  const walk = leadingWalk(query, leading, [...scope], syntax);
  applyRest(walk, query, leading, orderAttribute);
  applyBounds(walk, query);
  return walk;
}

/** What is not the leading condition, in an order of its own, so that few statements serve many queries. */
function applyRest(
  walk: IndexWalk,
  { where = [], live = false }: RecordQuery,
  leading: Condition | undefined,
  orderAttribute: string | undefined,
): void {
  for (const condition of [...where.filter(isEquality), ...where.filter((each) => !isEquality(each))]) {
    if (condition !== leading) applyCondition(walk, condition, orderAttribute, leading !== undefined);
  }
  if (live) walk.requireLive();
}

function applyBounds(walk: IndexWalk, { after, before }: RecordQuery): void {
  if (after !== undefined) walk.after(after);
  if (before !== undefined) walk.before(before);
}

/**
 * The page where an index leads that has its rows in order.
 * @param scope space and collection, `$1` and `$2`
 */
export function buildPage(query: RecordQuery, scope: Scope, syntax: SqlSyntax): PageStatement {
  return readPage(query, walkOf(query, scope, syntax));
}

/** Of some records those that match, but for the list that led to them. */
export function buildMatches(
  query: RecordQuery,
  scope: Scope,
  syntax: SqlSyntax,
  list: Listing,
  ordinals: readonly number[],
): PageStatement {
  const walk = new IndexWalk(syntax, [...scope], 'record lead', 'ordinal');
  walk.stretch.push(syntax.amongIntegers('lead.ordinal', walk.bind(syntax.listOfIntegers(ordinals))));
  applyRest(walk, query, list, undefined);
  return readPage(query, walk);
}

function readPage(query: RecordQuery, walk: IndexWalk): PageStatement {
  const { skip = 0, limit } = query;
  const columns = [...new Set(['lead.ordinal', `lead.${walk.order}`])].join(', ');
  // One more than asked for tells whether there is more; nothing is counted.
  const range = `LIMIT ${walk.bind(atInteger(limit + 1))}${skip > 0 ? ` OFFSET ${walk.bind(atInteger(skip))}` : ''}`;
  const matches = `SELECT ${columns} FROM ${walk.source} ${walk.joins.join(' ')}
    WHERE ${[...walk.stretch, ...walk.where].join(' AND ')} ORDER BY ${orderOf(query, walk, 'lead')} ${range}`;
  const text = `SELECT ${recordColumns} FROM (${matches}) page
    JOIN record r ON r.space = $1 AND r.collection = $2 AND r.ordinal = page.ordinal ${joinBlob} ORDER BY ${orderOf(query, walk, 'page')}`;
  return { shape: text, text, parameters: walk.parameters };
}

/**
 * The next records that have each of some numbers, whatever else is asked of them: `number`, and `ordinals` as a JSON list.
 * @param size records of each number at most
 */
export function buildBranches(
  query: RecordQuery,
  scope: Scope,
  syntax: SqlSyntax,
  { attribute, among }: Listing,
  size: number,
): PageStatement {
  const walk = new IndexWalk(syntax, [...scope], 'attribute_value lead', 'ordinal');
  walk.stretch.push(`lead.attribute = ${walk.bind(attribute)}`, 'lead.number IS NOT NULL', 'lead.number = listed.value');
  applyBounds(walk, query);
  const rows = `SELECT lead.ordinal FROM ${walk.source} WHERE ${walk.stretch.join(' AND ')}
    ORDER BY ${orderOf(query, walk, 'lead')} LIMIT ${walk.bind(atInteger(size))}`;
  const numbers = syntax.numbers(walk.bind(syntax.listOfNumbers(among)));
  const text = `SELECT listed.value AS number, ${syntax.collected('ordinal', rows)} AS ordinals FROM ${numbers} listed`;
  return { shape: text, text, parameters: walk.parameters };
}

/** Numbers may be equal, so the ordinal makes the order total. */
function orderOf({ descending = false }: RecordQuery, { order }: IndexWalk, alias: string): string {
  const direction = descending ? 'DESC' : 'ASC';
  return order === 'number' ? `${alias}.number ${direction}, ${alias}.ordinal ${direction}` : `${alias}.${order} ${direction}`;
}

/** @param scope space and collection, `$1` and `$2` */
export function buildCount(filter: RecordFilter, scope: Scope, syntax: SqlSyntax): PageStatement {
  const walk = walkOf({ ...filter, limit: 0 }, scope, syntax);
  const conditions = [...walk.stretch, ...walk.where].join(' AND ');
  const text = `SELECT count(DISTINCT lead.ordinal) AS total FROM ${walk.source} ${walk.joins.join(' ')} WHERE ${conditions}`;
  return { shape: text, text, parameters: walk.parameters };
}
