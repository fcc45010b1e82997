import { describe, expect, it } from 'vitest';
import type { RecordFields, StoredRecord } from '#records';
import { pointercratePolicy } from './pointercrate.policy.js';

const stored = (collection: string, fields: RecordFields) => ({ collection, fields }) as StoredRecord;

function judge(collection: string, fields: RecordFields, player?: RecordFields) {
  return pointercratePolicy.judge({
    record: stored(collection, fields),
    references: { player: player && stored('player', player) },
  });
}

describe('pointercratePolicy', () => {
  it('shows approved records without submitter and raw footage', () => {
    expect(judge('record', { status: 'approved' }, { 'link-banned': 'false' })).toEqual({
      hidden: false,
      withheld: ['submitter', 'raw-footage'],
    });
  });

  it.each(['submitted', 'rejected', 'under consideration'])('hides %s records', (status) => {
    expect(judge('record', { status }, { 'link-banned': 'false' }).hidden).toBe(true);
  });

  it.each([{ 'link-banned': 'true' }, undefined])('withholds the video where the holder is %j', (player) => {
    expect(judge('record', { status: 'approved' }, player).withheld).toContain('video');
  });

  it('keeps a deleted record visible, so that its end is', () => {
    expect(judge('record', { status: 'approved', 'end-date': '2023-01-01T00:00:00Z' }, { 'link-banned': 'false' }).hidden).toBe(
      false,
    );
  });

  it.each(['submitter', 'claim', 'note', 'anything-else'])('hides %s altogether', (collection) => {
    expect(judge(collection, {}).hidden).toBe(true);
    expect(pointercratePolicy.visible(collection)).toBeUndefined();
  });

  it.each(['nationality', 'subdivision', 'register.system.note'])('shows all of %s', (collection) => {
    expect(judge(collection, {})).toEqual({ hidden: false, withheld: [] });
    expect(pointercratePolicy.visible(collection)).toEqual([]);
    expect(pointercratePolicy.withholdable(collection)).toEqual([]);
  });

  it.each([
    [{ 'link-banned': 'false' }, []],
    [{ 'link-banned': 'true' }, ['video']],
    [undefined, ['video']],
  ])('withholds of a demon whose verifier is %j: %j', (verifier, withheld) => {
    const references = { verifier: verifier && stored('player', verifier) };
    expect(pointercratePolicy.judge({ record: stored('demon', {}), references })).toEqual({ hidden: false, withheld });
    expect(pointercratePolicy.references('demon')).toEqual([{ attribute: 'verifier', collection: 'player' }]);
    expect(pointercratePolicy.visible('demon')).toEqual([]);
    expect(pointercratePolicy.withholdable('demon')).toEqual(['video']);
  });

  it('shows players but for the flag of staff', () => {
    expect(judge('player', { name: 'Orrery' })).toEqual({ hidden: false, withheld: ['link-banned'] });
    expect(pointercratePolicy.visible('player')).toEqual([]);
  });

  it('tells lists what visible records have in common, and which filters would tell too much', () => {
    expect(pointercratePolicy.visible('record')).toEqual([{ attribute: 'status', equals: 'approved' }]);
    expect(pointercratePolicy.withholdable('record')).toEqual(['submitter', 'raw-footage', 'video']);
  });
});
