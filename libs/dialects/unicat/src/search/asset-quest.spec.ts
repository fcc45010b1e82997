import { describe, expect, it } from 'vitest';
import { byRank, holds, type JsonValue, searchWords } from '#records';
import { SearchError } from '../errors/unicat-errors.js';
import type { StoredAsset } from '../mapping/asset-log.js';
import { AssetQuest } from './asset-quest.js';
import { assetFacts, assetLabel } from './asset-texts.js';

const dayS = 86_400;
const now = 1_700_000_000;

function asset(name: string, title: Record<string, string>, ageDays = 0, type = name.split('.').at(-1) ?? ''): StoredAsset {
  const document = {
    gid: name,
    version: 1,
    pathname: `/${name}`,
    is_file: true,
    type,
    childcount: 0,
    status: 'published' as const,
    info: { format: type, filesize: 1 },
    transforms: null,
    path: '/',
    name,
    title,
    description: { en: '', nl: '' },
    created_on: now - ageDays * dayS,
    updated_on: now - ageDays * dayS,
  };
  return { document, folder: 'root' };
}

const tent = asset('tent.jpg', { en: 'Aurora tent', nl: 'Aurora tent' });
const drawing = asset('stove.svg', { en: 'Stove drawing', nl: '' }, 10);
const manual = asset('tent-manual.pdf', { en: 'Manual', nl: 'Handleiding' }, 20);
const folder: StoredAsset = {
  folder: 'root',
  document: { ...tent.document, gid: 'tents', name: 'tents', is_file: false, type: null },
};
const assets = [tent, drawing, manual, folder];

/** Names of what is found, which the index has to lead to. */
function find(q: string, filter: readonly JsonValue[] = [], language = 'en'): string[] {
  const quest = new AssetQuest({ language, q, filter }, now);
  const found = assets.map(({ document }) => quest.rank(document)).filter((hit) => hit !== undefined);
  const candidates = assets.filter((asset) => {
    const { texts = [], marks = [] } = assetFacts(asset).labels[assetLabel] ?? {};
    return holds(quest.candidates, { words: searchWords(texts), marks: new Set(marks) });
  });
  expect(candidates.map(({ document }) => document.gid)).toEqual(expect.arrayContaining(found.map(({ key }) => key)));
  return found.sort(byRank).map(({ key }) => key);
}

describe('AssetQuest', () => {
  it('finds files by name and by texts of the language, the best first', () => {
    expect(find('tent')).toEqual(['tent.jpg', 'tent-manual.pdf']);
    expect(find('MANUAL tent')).toEqual(['tent-manual.pdf', 'tent.jpg']);
    expect(find('handleiding')).toEqual([]);
    expect(find('handleiding', [], 'nl')).toEqual(['tent-manual.pdf']);
  });

  it('holds to what must and must not occur', () => {
    expect(find('+tent -manual')).toEqual(['tent.jpg']);
    expect(find('+tent nothing')).toEqual(['tent.jpg', 'tent-manual.pdf']);
    expect(find('-tent')).toEqual(['stove.svg']);
  });

  it('finds nothing where nothing is asked', () => {
    expect(find('')).toEqual([]);
    expect(find(' ')).toEqual([]);
  });

  it.each([
    [
      ['type', 'is', 'image'],
      ['tent.jpg', 'stove.svg'],
    ],
    [['type', 'is', 'pdf'], ['tent-manual.pdf']],
    [['type', 'is', 'imag'], []],
    [['name', 'is', 'tent.jpg'], ['tent.jpg']],
    [
      ['name', 'q', 'TENT'],
      ['tent.jpg', 'tent-manual.pdf'],
    ],
    [
      ['and', '', []],
      ['tent.jpg', 'tent-manual.pdf', 'stove.svg'],
    ],
    [['or', '', []], []],
    [['not', '', ['type', 'is', 'image']], ['tent-manual.pdf']],
    [
      [
        'and',
        '',
        [
          ['type', 'is', 'image'],
          ['not', '', ['name', 'q', 'stove']],
        ],
      ],
      ['tent.jpg'],
    ],
    [
      [
        'or',
        '',
        [
          ['type', 'is', 'pdf'],
          ['name', 'is', 'tent.jpg'],
        ],
      ],
      ['tent.jpg', 'tent-manual.pdf'],
    ],
    [
      ['updated_on', '<', [15, 'days']],
      ['tent.jpg', 'stove.svg'],
    ],
    [['created_on', '>', [15, 'days']], ['tent-manual.pdf']],
    [
      ['created_on', 'between', [now - 10 * dayS, now]],
      ['tent.jpg', 'stove.svg'],
    ],
    [
      ['validation', 'is_empty', 'description'],
      ['tent.jpg', 'tent-manual.pdf', 'stove.svg'],
    ],
  ] as const)('filters by %j', (filter, names) => {
    expect(find('', filter)).toEqual([...names]);
  });

  it('looks at translations in the language of the search', () => {
    expect(find('', ['validation', 'not_translated'], 'nl')).toEqual(['stove.svg']);
    expect(find('', ['validation', 'not_translated', 'title'], 'en')).toEqual([]);
    expect(find('', ['validation', 'any'], 'nl')).toEqual(['stove.svg']);
  });

  it.each([
    [['type']],
    [['type', 'is']],
    [['type', 'has', 'image']],
    [['type', 'is', 5]],
    [['colour', 'is', 'red']],
    [['and', '', ['type', 'is', 'image']]],
    [['not', '', [['type', 'is', 'image']]]],
    [['not', '', []]],
    [['and', 'x', []]],
    [['updated_on', '<', [5, 'hours']]],
    [['updated_on', '=', [5, 'days']]],
    [['updated_on', 'between', [5, 'days']]],
    [['validation', 'wrong']],
    [['validation', 'is_empty', 'name']],
    [[1, 2, 3]],
    [['a', 'b', 'c', 'd']],
  ])('cannot evaluate %j', (filter) => {
    expect(() => find('', filter)).toThrow(SearchError);
  });
});
