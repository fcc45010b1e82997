import {
  type CollectionName,
  type FoundRecord,
  isStorableText,
  type ReadOptions,
  type RecordAddress,
  type Reference,
  type ReferencedRecord,
  type SpaceId,
  type StoredRecord,
} from '#records';
import type { SqlSession, SqlSyntax } from '../engines/sql-engine.js';
import { type Parameter, StatementCache } from '../engines/statement.js';
import { joinBlob, parseFields, type RecordRow, recordColumns, toRecord } from '../rows/record.row.js';

const statements = new StatementCache();

type AddressKind = 'key' | 'id' | 'ordinal';

/** The fields of the n-th referenced record are in the column `fields_n`. */
type FoundRow = RecordRow & { readonly watched: number } & { readonly [column: string]: string | number | Buffer | null };

/** One statement, whatever is asked for along with the record. */
export async function findRecord(
  session: SqlSession,
  space: SpaceId,
  collection: CollectionName,
  address: RecordAddress,
  { references = [], watch = [] }: ReadOptions = {},
): Promise<FoundRecord | undefined> {
  const [kind, value] = addressed(address);
  const askable = typeof value === 'string' ? isStorableText(value) : Number.isSafeInteger(value);
  if (!askable) return undefined;
  const { syntax } = session;
  const watched = typeof watch === 'string' ? [watch] : watch;
  const shape = `${syntax.engine} ${kind} ${references.length} ${watched.length}`;
  const statement = statements.get(shape, () => build(syntax, kind, references.length, watched.length));
  const parameters: Parameter[] = [space, collection, value];
  for (const { attribute, collection: target } of references) parameters.push(syntax.memberName(attribute), target);
  parameters.push(...watched);
  const [row] = await session.all<FoundRow>(statement, parameters);
  if (row === undefined) return undefined;
  const record = toRecord(collection, row);
  return { record, references: referencesOf(record, references, row), watched: row.watched };
}

function addressed(address: RecordAddress): [AddressKind, string | number] {
  if ('key' in address) return ['key', address.key];
  return 'id' in address ? ['id', address.id] : ['ordinal', address.ordinal];
}

function build(syntax: SqlSyntax, kind: AddressKind, references: number, watched: number): string {
  const columns = [recordColumns];
  const joins = [joinBlob];
  for (let at = 0; at < references; at += 1) {
    const [attribute, target] = [`$${4 + 2 * at}`, `$${5 + 2 * at}`];
    const [record, blob] = [`r${at}`, `b${at}`];
    columns.push(`${blob}.fields AS fields_${at}`);
    joins.push(
      `LEFT JOIN record ${record} ON ${record}.space = $1 AND ${record}.collection = ${target} AND ${record}.key = ${syntax.member('b.fields', attribute)}`,
      `LEFT JOIN blob ${blob} ON ${blob}.space = $1 AND ${blob}.collection = ${target} AND ${blob}.hash = ${record}.blob_hash`,
    );
  }
  const revisions = Array.from({ length: watched }, (_, at) => `coalesce((${revisionOf(`$${4 + 2 * references + at}`)}), 0)`);
  columns.push(`${['0', ...revisions].join(' + ')} AS watched`);
  return `SELECT ${columns.join(', ')} FROM record r ${joins.join(' ')} WHERE r.space = $1 AND r.collection = $2 AND r.${kind} = $3`;
}

function revisionOf(collection: string): string {
  return `SELECT c.revision FROM collection c WHERE c.space = $1 AND c.collection = ${collection}`;
}

function referencesOf({ fields }: StoredRecord, references: readonly Reference[], row: FoundRow): FoundRecord['references'] {
  return Object.fromEntries(
    references.map(({ attribute }, at): [string, ReferencedRecord | undefined] => {
      const [json, key] = [row[`fields_${at}`], fields[attribute]];
      return [attribute, typeof json === 'string' && typeof key === 'string' ? { key, fields: parseFields(json) } : undefined];
    }),
  );
}
