import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Entry, leafHash } from '#records';
import { entryHash, itemDigestLeaf, itemDigestTree, objectHashTree } from './leaf-hashers.js';

const vectors = JSON.parse(
  readFileSync(new URL('../../../../../test/fixtures/register/vectors.json', import.meta.url), 'utf8'),
) as { v1_leaf: { leaf: string; leaf_hash: string }[] };

const recordedAt = Date.parse('2016-04-05T13:23:05Z');
const su: Entry = {
  space: 'country',
  collection: 'country',
  key: 'SU',
  number: 1,
  position: 17,
  blobHash: 'e94c4a9ab00d951dadde848ee2c9fe51628b22ff2e0a88bff4cca6e4e6086d7a',
  objectHash: 'a99cacb3728427303b349279f2671b5a4a11aa6a596b5628c517e7e963b1f2ce',
  recordedAt,
  recordedBy: '0',
};

describe('the tree of RSF and the seed view (contract §6.1)', () => {
  it('has the v1 entry as its leaf, members in exactly this order', () => {
    const [vector] = vectors.v1_leaf;
    expect(itemDigestLeaf(su)).toBe(vector?.leaf);
    expect(itemDigestTree.hash(su).toString('hex')).toBe(vector?.leaf_hash);
  });

  it('writes timestamps to the second', () => {
    expect(itemDigestLeaf({ ...su, recordedAt: recordedAt + 999 })).toBe(itemDigestLeaf(su));
  });

  it('escapes keys as canonical JSON does', () => {
    expect(itemDigestLeaf({ ...su, key: 'a"\u000b/\u00e9' })).toContain('"key":"a\\"\\u000B/\u00e9"');
  });
});

describe('the tree of the next view (contract §5.3, §6.3)', () => {
  it('hashes the blob hash as the 34 bytes of a multihash', () => {
    const gb = { number: 6, key: 'GB', recordedAt };
    const digest = '6b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb';
    expect(entryHash(gb, digest).toString('hex')).toBe('02f78a0faf50516849602399b6be7b1a0775fccc3ea0318fda9c6fcf7a4000cb');
  });

  it('has the entry hash over the object hash as its leaf', () => {
    expect(objectHashTree.hash(su)).toEqual(leafHash(entryHash(su, su.objectHash)));
    expect(objectHashTree.hash({ ...su, blobHash: '0'.repeat(64) })).toEqual(objectHashTree.hash(su));
  });
});
