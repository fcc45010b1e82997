import type { SqlSyntax } from './sql-engine.js';

export const postgresSyntax: SqlSyntax = {
  engine: 'postgres',
  forUpdate: 'FOR UPDATE',
  amongTexts: (column, parameter) => `${column} = ANY(${parameter}::text[])`,
  texts: (parameter) => `(SELECT unnest(${parameter}::text[]) AS value)`,
  listOfTexts: (texts) => texts,
  amongBytes: (column, parameter) => `${column} = ANY(${parameter}::bytea[])`,
  listOfBytes: (hex) => hex.map((each) => Buffer.from(each, 'hex')),
  amongIntegers: (column, parameter) => `${column} = ANY(${parameter}::bigint[])`,
  listOfIntegers: (values) => values,
  amongNumbers: (column, parameter) => `${column} = ANY(${parameter}::double precision[])`,
  listOfNumbers: (values) => values,
  numbers: (parameter) => `(SELECT unnest(${parameter}::double precision[]) AS value)`,
  collected: (column, query) => `(SELECT coalesce(json_agg(${column}), '[]')::text FROM (${query}) collected)`,
  pairs: (parameter) =>
    `(SELECT (pair ->> 0)::bigint AS first, (pair ->> 1)::bigint AS second FROM json_array_elements(${parameter}::json) AS pair)`,
  listOfPairs: (pairs) => JSON.stringify(pairs),
  contains: (column, parameter) => `strpos(${column}, ${parameter}) > 0`,
  // The cast names the operand: `json ->> integer` exists too.
  member: (json, parameter) => `(${json}::json ->> ${parameter}::text)`,
  memberName: (name) => name,
};
