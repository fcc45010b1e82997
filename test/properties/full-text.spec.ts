import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { byRank, holds, type RecordFields, searchWords, type TextCondition, type TextFacts, termWords, textsOf } from '#records';
import type { Storage } from '#storage';
import { draft, memoryDatabase, postgresDatabase, space, type TestDatabase } from '../contract/storage/test-database.js';
import { PageTexts, pageIndex, pages } from '../contract/storage/text-extractor.js';

/** What means something to FTS5, to tsquery, to JSON or to SQL, and what folding changes. */
const provoking = fc.constantFrom(
  ...['"', "'", '\\', '*', '^', '(', ')', '{', '}', ':', '&', '|', '!', '<->', '%', '-', '+', '.', ',', '$1', '?', ';'],
  ...[
    'AND',
    'OR',
    'NOT',
    'NEAR',
    'words',
    'a',
    'b',
    'A',
    'é',
    'e\u0301',
    'ß',
    'ﬁ',
    'İ',
    '日本',
    '💥',
    '\u00a0',
    ' ',
    ' ',
    '\n',
    '0',
  ],
);
const text = fc.string({ unit: provoking, minLength: 1, maxLength: 10 });
const texts = fc.array(text, { maxLength: 4 });

const page = fc.record({ texts, one: texts, marks: texts });
type Page = typeof page extends fc.Arbitrary<infer T> ? T : never;

const { condition } = fc.letrec<{ condition: TextCondition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    text.map((term): TextCondition => ({ all: termWords(term).map((word) => ({ word })) })),
    text.map((word): TextCondition => ({ word })),
    text.map((mark): TextCondition => ({ mark })),
    fc.array(tie('condition'), { maxLength: 3 }).map((all): TextCondition => ({ all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((any): TextCondition => ({ any })),
    tie('condition').map((not): TextCondition => ({ not })),
  ),
}));

function fieldsOf({ texts: both, one, marks }: Page, at: number): RecordFields {
  const given = { text: both, 'text.one': one, marks };
  const filled = Object.entries(given).filter(([, values]) => values.length > 0);
  return { title: `t${at % 2}`, ...Object.fromEntries(filled) };
}

const factsOf = (fields: RecordFields): TextFacts => ({
  words: searchWords([...textsOf(fields, 'text'), ...textsOf(fields, 'text.one')]),
  marks: new Set(textsOf(fields, 'marks')),
});

describe.each<[string, () => Promise<TestDatabase>]>([
  ['SQLite', memoryDatabase],
  ['PostgreSQL', () => postgresDatabase(inject('postgresUrl'))],
])('the index of texts on %s', (_, open) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await open();
    storage = await database.open({ texts: [new PageTexts()] });
  });
  afterAll(async () => {
    await storage?.close();
    await database?.remove();
  });

  it('finds what its conditions say, whatever texts and conditions hold', async () => {
    const property = fc.asyncProperty(
      fc.array(page, { minLength: 1, maxLength: 6 }),
      fc.array(condition, { minLength: 1, maxLength: 5 }),
      fc.array(condition, { maxLength: 3 }),
      async (given, conditions, raising) => {
        const of = space();
        await storage.spaces.create(of);
        const stored = given.map((each, at) => ({ key: `k${at}`, fields: fieldsOf(each, at) }));
        await storage.store.write(of.id, (tx) =>
          tx.appendAll(stored.map(({ key, fields }) => draft(key, fields, { collection: pages }))),
        );
        for (const where of conditions) {
          const expected = stored
            .map(({ key, fields }) => ({ key, facts: factsOf(fields), title: String(fields.title) }))
            .filter(({ facts }) => holds(where, facts))
            .map(({ key, facts, title }) => ({ key, title, score: raising.filter((each) => holds(each, facts)).length }))
            .sort(byRank);
          const found = await storage.texts.search(of, pageIndex, { label: 'one', where, raising });
          expect(found.map(({ key, title, score }) => ({ key, title, score }))).toEqual(expected);
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});
