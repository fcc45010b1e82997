import { describe, expect, it } from 'vitest';
import { emptyRoot } from '#records';
import { writeEntry, writeItem, writeRoot } from './write-rsf.js';

describe('lines of RSF (contract §7.1)', () => {
  it('an item is the canonical JSON of its blob', () => {
    expect(writeItem({ canonical: '{"country":"GB","tags":["é"]}' })).toBe('add-item\t{"country":"GB","tags":["é"]}\n');
  });

  it('an entry names its item by the digest', () => {
    const entry = {
      space: 'country',
      collection: 'country',
      key: 'GB',
      number: 1,
      position: 1,
      blobHash: '08bef0039a4f0fb52f3a5ce4b97d7927bf159bc254b8881c45d95945617237f6',
      objectHash: '',
      recordedAt: Date.parse('2010-11-12T13:14:15Z'),
      recordedBy: '0',
    };
    const rest = 'GB\t2010-11-12T13:14:15Z\tsha-256:08bef0039a4f0fb52f3a5ce4b97d7927bf159bc254b8881c45d95945617237f6\n';
    expect(writeEntry('user', entry)).toBe(`append-entry\tuser\t${rest}`);
    expect(writeEntry('system', entry)).toBe(`append-entry\tsystem\t${rest}`);
  });

  it('the root of the empty log', () => {
    expect(writeRoot(emptyRoot)).toBe(
      'assert-root-hash\tsha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n',
    );
  });
});
