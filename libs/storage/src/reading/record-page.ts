import type { Condition, RecordQuery } from '#records';
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
  readonly joins: string[] = [];
  readonly where: string[] = [];

  constructor(
    readonly parameters: Parameter[],
    readonly source: string,
    /** Column that the order and the cursors are about. */
    readonly order: 'ordinal' | 'rank' | 'number',
  ) {
    this.where.push('lead.space = $1', 'lead.collection = $2');
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

  /** Several numbers of one list may lie in the range, hence no join. */
  requireRange(attribute: string, comparison: '<' | '>', bound: number): void {
    this.where.push(
      `EXISTS (SELECT 1 FROM attribute_value ranged WHERE ranged.space = $1 AND ranged.collection = $2
        AND ranged.attribute = ${this.bind(attribute)} AND ranged.ordinal = lead.ordinal AND ranged.number ${comparison} ${this.bind(bound)})`,
    );
  }

  after(value: number): void {
    this.where.push(`lead.${this.order} > ${this.bind(this.order === 'number' ? value : atInteger(Math.floor(value)))}`);
  }

  before(value: number): void {
    this.where.push(`lead.${this.order} < ${this.bind(this.order === 'number' ? value : atInteger(value))}`);
  }
}

type Equality = Extract<Condition, { equals: string }>;
const isEquality = (condition: Condition): condition is Equality => 'equals' in condition;

/** Chooses the index that leads: the order's own where an attribute orders, else an equality, whose rows come by ordinal. */
function leadingWalk({ orderBy = 'ordinal' }: RecordQuery, equality: Equality | undefined, parameters: Parameter[]): IndexWalk {
  if (typeof orderBy === 'object') {
    const walk = new IndexWalk(parameters, 'attribute_value lead', 'number');
    walk.where.push(`lead.attribute = ${walk.bind(orderBy.attribute)}`, 'lead.number IS NOT NULL');
    return walk;
  }
  if (equality === undefined) return new IndexWalk(parameters, 'record lead', orderBy);
  const walk = new IndexWalk(parameters, 'attribute_value lead', 'ordinal');
  walk.where.push(
    `lead.attribute = ${walk.bind(equality.attribute)}`,
    `lead.value = ${walk.bind(indexedValue(equality.equals))}`,
  );
  return walk;
}

function applyCondition(walk: IndexWalk, condition: Condition, orderAttribute: string | undefined): void {
  if (isEquality(condition)) {
    walk.joinEqual(condition.attribute, condition.equals);
    return;
  }
  const above = 'above' in condition;
  if (condition.attribute !== orderAttribute) {
    walk.requireRange(condition.attribute, above ? '>' : '<', above ? condition.above : condition.below);
  } else if (above) walk.after(condition.above);
  else walk.before(condition.below);
}

/** @param scope space and collection, `$1` and `$2` */
export function buildPage(query: RecordQuery, scope: readonly [string, string]): PageStatement {
  const { where = [], orderBy = 'ordinal', descending = false, after, before, skip = 0, limit } = query;
  const orderAttribute = typeof orderBy === 'object' ? orderBy.attribute : undefined;
  const leading = orderBy === 'ordinal' ? where.find(isEquality) : undefined;
  const walk = leadingWalk(query, leading, [...scope]);
  // In an order of their own, so that few statements serve many queries.
  for (const condition of [...where.filter(isEquality), ...where.filter((each) => !isEquality(each))]) {
    if (condition !== leading) applyCondition(walk, condition, orderAttribute);
  }
  if (after !== undefined) walk.after(after);
  if (before !== undefined) walk.before(before);
  const direction = descending ? 'DESC' : 'ASC';
  // Numbers may be equal, so the ordinal makes the order total.
  const sorted = (alias: string): string =>
    walk.order === 'number'
      ? `${alias}.number ${direction}, ${alias}.ordinal ${direction}`
      : `${alias}.${walk.order} ${direction}`;
  const columns = [...new Set(['lead.ordinal', `lead.${walk.order}`])].join(', ');
  // One more than asked for tells whether there is more; nothing is counted.
  const range = `LIMIT ${walk.bind(atInteger(limit + 1))}${skip > 0 ? ` OFFSET ${walk.bind(atInteger(skip))}` : ''}`;
  const text = `SELECT ${recordColumns} FROM (
      SELECT ${columns} FROM ${walk.source} ${walk.joins.join(' ')} WHERE ${walk.where.join(' AND ')} ORDER BY ${sorted('lead')} ${range}
    ) page JOIN record r ON r.space = $1 AND r.collection = $2 AND r.ordinal = page.ordinal ${joinBlob} ORDER BY ${sorted('page')}`;
  return { shape: text, text, parameters: walk.parameters };
}
