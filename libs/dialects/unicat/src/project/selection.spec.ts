import { describe, expect, it } from 'vitest';
import { BulkSelectionError } from '../errors/unicat-errors.js';
import { readSelection } from './selection.js';

const gidOf = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

describe('readSelection', () => {
  it('takes records that are named one after the other as one part, each once', () => {
    const [one, other] = [gidOf(1), gidOf(2)];
    expect(readSelection([one, other, one, { children: one }, other, other])).toEqual([
      { kind: 'records', gids: [one, other] },
      { kind: 'children', parent: one, query: {}, exclude: new Set() },
      { kind: 'records', gids: [other] },
    ]);
  });

  it('takes a thousand parts and no more', () => {
    const parts = Array.from({ length: 1000 }, (_, at) => ({ children: gidOf(at) }));
    expect(readSelection(parts)).toHaveLength(1000);
    expect(() => readSelection([...parts, gidOf(1)])).toThrow(BulkSelectionError);
  });

  // A body has room for this many. Comparing each with all before it took a minute, in which nobody else was answered.
  it('reads very long lists', { timeout: 5000 }, () => {
    const gids = Array.from({ length: 40_000 }, (_, at) => gidOf(at));
    expect(readSelection(gids)).toEqual([{ kind: 'records', gids }]);
  });
});
