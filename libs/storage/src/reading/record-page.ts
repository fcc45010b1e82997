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

type Listing = Extract<Condition, { among: readonly number[] }>;

/** Up to so many values a list is walked value by value, each no further than the page goes. */
const fewValues = 24;
/** Beyond, that is a last resort, up to so many: each value makes the statement longer. */
const mostValues = 101;

/** How a list that comes before any equality is made use of. */
type ListUse = 'leads' | 'filters';

/** A list of numbers that comes before any equality. */
export interface LeadingList {
  readonly numbers: readonly number[];
  /** A longer one is best tried as a filter first: rows that fit it may be among the next ones in order, or nowhere near. */
  readonly isShort: boolean;
}

export function leadingList({ where = [], orderBy = 'ordinal' }: RecordQuery): LeadingList | undefined {
  const first = where.find((condition) => leads(condition, 'leads'));
  if (first === undefined || isEquality(first) || orderBy !== 'ordinal') return undefined;
  return { numbers: [...new Set(first.among)], isShort: first.among.length <= fewValues };
}

function leads(condition: Condition, use: ListUse): condition is Equality | Listing {
  return isEquality(condition) || (use === 'leads' && 'among' in condition && condition.among.length <= mostValues);
}

/** Chooses the index that leads: the order's own where an attribute orders, else an equality, whose rows come by ordinal. */
function leadingWalk(
  { orderBy = 'ordinal' }: RecordQuery,
  leading: Equality | Listing | undefined,
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
  walk.stretch.push(`lead.attribute = ${walk.bind(leading.attribute)}`);
  if (isEquality(leading)) walk.stretch.push(`lead.value = ${walk.bind(indexedValue(leading.equals))}`);
  else walk.stretch.push('lead.number IS NOT NULL');
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

/** The walk over all matches; where a list leads, over those of all numbers. */
function walkOf(query: RecordQuery, scope: Scope, syntax: SqlSyntax, use: ListUse): IndexWalk {
  const { where = [], orderBy = 'ordinal', after, before, live = false } = query;
  const orderAttribute = typeof orderBy === 'object' ? orderBy.attribute : undefined;
  const leading = orderBy === 'ordinal' ? where.find((condition) => leads(condition, use)) : undefined;
  const walk = leadingWalk(query, leading, [...scope], syntax);
  // In an order of their own, so that few statements serve many queries.
  for (const condition of [...where.filter(isEquality), ...where.filter((each) => !isEquality(each))]) {
    if (condition !== leading) applyCondition(walk, condition, orderAttribute, leading !== undefined);
  }
  if (after !== undefined) walk.after(after);
  if (before !== undefined) walk.before(before);
  if (live) walk.requireLive();
  return walk;
}

/** Rows of the leading index to look at; all by default. */
export interface PageOptions {
  readonly reach?: number;
}

/**
 * The page where an index leads that has its rows in order.
 * @param scope space and collection, `$1` and `$2`
 */
export function buildPage(query: RecordQuery, scope: Scope, syntax: SqlSyntax, { reach }: PageOptions = {}): PageStatement {
  const { skip = 0, limit } = query;
  const walk = walkOf(query, scope, syntax, 'filters');
  const sorted = (alias: string): string => orderOf(query, walk, alias);
  const columns = [...new Set(['lead.ordinal', `lead.${walk.order}`])].join(', ');
  // One more than asked for tells whether there is more; nothing is counted.
  const range = `LIMIT ${walk.bind(atInteger(limit + 1))}${skip > 0 ? ` OFFSET ${walk.bind(atInteger(skip))}` : ''}`;
  const select = (source: string, conditions: readonly string[]): string =>
    `SELECT ${columns} FROM ${source} ${walk.joins.join(' ')} ${whereAll(conditions)} ORDER BY ${sorted('lead')} ${range}`;
  const near = (): string => {
    const stretch = `SELECT ${columns} FROM ${walk.source} ${whereAll(walk.stretch)} ORDER BY ${sorted('lead')}`;
    return select(`(${stretch} LIMIT ${walk.bind(reach ?? 0)}) lead`, walk.where);
  };
  const matches = reach === undefined ? select(walk.source, [...walk.stretch, ...walk.where]) : near();
  const text = `SELECT ${recordColumns} FROM (${matches}) page
    JOIN record r ON r.space = $1 AND r.collection = $2 AND r.ordinal = page.ordinal ${joinBlob} ORDER BY ${sorted('page')}`;
  return { shape: text, text, parameters: walk.parameters };
}

/**
 * The next matches for each of some numbers of the list that leads: rows of `number` and `ordinal`.
 * @param size rows for each number at most
 */
export function buildBranches(
  query: RecordQuery,
  scope: Scope,
  syntax: SqlSyntax,
  numbers: readonly number[],
  size: number,
): PageStatement {
  const walk = walkOf(query, scope, syntax, 'leads');
  const range = `LIMIT ${walk.bind(atInteger(size))}`;
  const each = (number: number): string => {
    const conditions = [...walk.stretch, `lead.number = ${walk.bind(number)}`, ...walk.where];
    return `SELECT * FROM (SELECT lead.number, lead.ordinal FROM ${walk.source} ${walk.joins.join(' ')} ${whereAll(conditions)}
      ORDER BY ${orderOf(query, walk, 'lead')} ${range}) branch`;
  };
  const text = numbers.map(each).join(' UNION ALL ');
  return { shape: text, text, parameters: walk.parameters };
}

function whereAll(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** Numbers may be equal, so the ordinal makes the order total. */
function orderOf({ descending = false }: RecordQuery, { order }: IndexWalk, alias: string): string {
  const direction = descending ? 'DESC' : 'ASC';
  return order === 'number' ? `${alias}.number ${direction}, ${alias}.ordinal ${direction}` : `${alias}.${order} ${direction}`;
}

/** @param scope space and collection, `$1` and `$2` */
export function buildCount(filter: RecordFilter, scope: Scope, syntax: SqlSyntax): PageStatement {
  const walk = walkOf({ ...filter, limit: 0 }, scope, syntax, 'filters');
  const conditions = [...walk.stretch, ...walk.where].join(' AND ');
  const text = `SELECT count(DISTINCT lead.ordinal) AS total FROM ${walk.source} ${walk.joins.join(' ')} WHERE ${conditions}`;
  return { shape: text, text, parameters: walk.parameters };
}
