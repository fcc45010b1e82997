import { describe, expect, it } from 'vitest';
import { BulkSelectionError } from '../errors/unicat-errors.js';
import { readCursor, writeCursor } from './page-cursor.js';

const selection = ['a', { search: { language: 'en', q: 'x' } }];

describe('cursors', () => {
  it('lead to where they were given, for the same selection', () => {
    expect(readCursor(selection, undefined)).toBe(0);
    expect(readCursor(selection, null)).toBe(0);
    for (const top of [0, 1, 100, 123_456_789])
      expect(readCursor(structuredClone(selection), writeCursor(selection, top))).toBe(top);
  });

  it('are refused for any other, and when they were tampered with', () => {
    const cursor = writeCursor(selection, 100);
    expect(() => readCursor(['a'], cursor)).toThrow(BulkSelectionError);
    for (const bad of [5, {}, '', 'x', `${cursor}x`, cursor.slice(1), `${cursor}=`, Buffer.from('100').toString('base64url')]) {
      expect(() => readCursor(selection, bad)).toThrow(BulkSelectionError);
    }
  });
});
