import type { SqlSyntax } from './sql-engine.js';

export const sqliteSyntax: SqlSyntax = {
  engine: 'sqlite',
  // BEGIN IMMEDIATE has locked the whole file already.
  forUpdate: '',
  amongTexts: (column, parameter) => `${column} IN (SELECT value FROM json_each(${parameter}))`,
  texts: (parameter) => `(SELECT value FROM json_each(${parameter}))`,
  listOfTexts: (texts) => JSON.stringify(texts),
  amongBytes: (column, parameter) => `${column} IN (SELECT unhex(value) FROM json_each(${parameter}))`,
  listOfBytes: (hex) => JSON.stringify(hex),
  amongIntegers: (column, parameter) => `${column} IN (SELECT value FROM json_each(${parameter}))`,
  listOfIntegers: (values) => JSON.stringify(values),
  amongNumbers: (column, parameter) => `${column} IN (SELECT value FROM json_each(${parameter}))`,
  listOfNumbers: (values) => JSON.stringify(values),
  numbers: (parameter) => `(SELECT value FROM json_each(${parameter}))`,
  collected: (column, query) => `(SELECT json_group_array(${column}) FROM (${query}))`,
  pairs: (parameter) => `(SELECT value ->> 0 AS first, value ->> 1 AS second FROM json_each(${parameter}))`,
  listOfPairs: (pairs) => JSON.stringify(pairs),
  contains: (column, parameter) => `instr(${column}, ${parameter}) > 0`,
  member: (json, parameter) => `(${json} ->> ${parameter})`,
  // A bare name would be read as a path where it begins with '$' or looks like '[0]'.
  memberName: (name) => `$.${JSON.stringify(name)}`,
};
