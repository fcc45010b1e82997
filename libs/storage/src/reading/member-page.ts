import { isStorableText, type Member, type MemberQuery, type Page, type SpaceId } from '#records';
import type { SqlSession, SqlSyntax } from '../engines/sql-engine.js';
import { type Parameter, StatementCache } from '../engines/statement.js';
import { gatewaySpace } from '../gateway-lock.js';
import { type AccountRow, accountColumns, type MembershipRow, membershipColumns, toMember } from '../rows/account.row.js';

const statements = new StatementCache();

/** A page of members, walked along the primary key of memberships, or from the account where its name is known. */
export async function readMemberPage(session: SqlSession, space: SpaceId, query: MemberQuery): Promise<Page<Member>> {
  // What no database can hold nobody has.
  const texts = [query.name ?? '', query.nameContains ?? '', ...Object.entries(query.profile ?? {}).flat()];
  if (!texts.every(isStorableText)) return { items: [], more: false };
  const { conditions, parameters } = conditionsOf(query, session.syntax);
  const text = `SELECT ${accountColumns}, ${membershipColumns} FROM membership m JOIN account a ON a.space = $2 AND a.id = m.account
    WHERE m.space = $1 ${conditions.map((condition) => `AND ${condition}`).join(' ')}
    ORDER BY m.account ${query.descending === true ? 'DESC' : 'ASC'} LIMIT $3`;
  const rows = await session.all<AccountRow & MembershipRow>(
    statements.get(text, () => text),
    [space, gatewaySpace, query.limit + 1, ...parameters],
  );
  return { items: rows.slice(0, query.limit).map(toMember), more: rows.length > query.limit };
}

function conditionsOf(query: MemberQuery, syntax: SqlSyntax): { conditions: string[]; parameters: Parameter[] } {
  const conditions: string[] = [];
  const parameters: Parameter[] = [];
  /** Three parameters stand before those of the conditions. */
  const bind = (value: Parameter): string => `$${parameters.push(value) + 3}`;
  if (query.persons === true) {
    conditions.push('NOT EXISTS (SELECT 1 FROM api_key k WHERE k.space = $2 AND k.account = m.account)');
  }
  if (query.after !== undefined) conditions.push(`m.account > ${bind(query.after)}`);
  if (query.before !== undefined) conditions.push(`m.account < ${bind(query.before)}`);
  if (query.name !== undefined) conditions.push(`a.name = ${bind(query.name)}`);
  if (query.nameContains !== undefined) conditions.push(syntax.contains('a.name', bind(query.nameContains)));
  for (const [name, value] of Object.entries(query.profile ?? {})) {
    conditions.push(`${syntax.member('a.profile', bind(syntax.memberName(name)))} = ${bind(value)}`);
  }
  if (query.allPermissions !== undefined) {
    const mask = bind(query.allPermissions);
    conditions.push(`(m.permissions & ${mask}) = ${mask}`);
  }
  for (const mask of query.anyPermissions ?? []) conditions.push(`(m.permissions & ${bind(mask)}) <> 0`);
  return { conditions, parameters };
}
