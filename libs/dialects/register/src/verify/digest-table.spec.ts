import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DigestTable } from './digest-table.js';

const digest = (at: number): Buffer => createHash('sha256').update(String(at)).digest();

describe('DigestTable', () => {
  it('knows what was added and what was used, however much it grows', () => {
    const table = new DigestTable();
    const many = 5000;
    for (let at = 0; at < many; at += 1) table.add(digest(at), at + 1);
    expect(table.size).toBe(many);
    for (let at = 0; at < many; at += 1) {
      if (at !== 1234 && at !== 4321) expect(table.use(digest(at))).toBe(true);
      expect(table.use(digest(at + many))).toBe(false);
    }
    expect(table.firstUnused()).toBe(1235);
    expect([table.isUnused(digest(1234)), table.isUnused(digest(0)), table.isUnused(digest(many))]).toEqual([true, false, false]);
  });

  it('tells digests apart that begin alike', () => {
    const [one, other] = [Buffer.alloc(32, 7), Buffer.alloc(32, 7)];
    other.writeUInt8(8, 31);
    const table = new DigestTable();
    table.add(one, 1);
    expect(table.use(other)).toBe(false);
    table.add(other, 2);
    expect([table.use(one), table.firstUnused()]).toEqual([true, 2]);
  });

  it('wants an item that is added again to be used again, and keeps the line that waits longest', () => {
    const table = new DigestTable();
    table.add(digest(1), 1);
    table.add(digest(1), 2);
    expect(table.firstUnused()).toBe(1);
    table.use(digest(1));
    expect(table.firstUnused()).toBeUndefined();
    table.add(digest(1), 9);
    expect([table.firstUnused(), table.size]).toEqual([9, 1]);
  });
});
