import { describe, expect, it } from 'vitest';
import { InvalidRecord } from '../domain/errors.js';
import { flag, hasEnded, integer, listOf, overlay, type RecordMapping, text, toWire } from './record-mapping.js';

const mapping: RecordMapping = {
  collection: 'record',
  fields: [integer('progress'), text('video'), flag('banned'), listOf(text('creators')), text('raw_footage', 'raw-footage')],
};

describe('toWire', () => {
  it('shows every mapped member, null where nothing is stored', () => {
    expect(toWire(mapping, { progress: '98', banned: 'false', creators: ['a', 'b'], foreign: 'x' })).toEqual({
      progress: 98,
      video: null,
      banned: false,
      creators: ['a', 'b'],
      raw_footage: null,
    });
  });
});

describe('overlay', () => {
  it('keeps what the dialect does not know, and removes what becomes null', () => {
    const readme: RecordMapping = { collection: 'record', fields: [integer('progress'), text('video')] };
    expect(overlay(readme, { progress: 100, video: null }, { progress: '98', video: 'v', note: 'kept' })).toEqual({
      progress: '100',
      note: 'kept',
    });
  });

  it('leaves members alone that are not given', () => {
    expect(overlay(mapping, {}, { progress: '1', video: 'v' })).toEqual({ progress: '1', video: 'v' });
  });

  it('stores an empty list as no value', () => {
    expect(overlay(mapping, { creators: [] }, { creators: ['a'] })).toEqual({});
  });

  it.each([{ progress: '1' }, { progress: 1.5 }, { video: 1 }, { banned: 'true' }, { creators: 'a' }, { creators: [1] }])(
    'refuses %o',
    (wire) => {
      expect(() => overlay(mapping, wire, {})).toThrow(InvalidRecord);
    },
  );
});

describe('hasEnded', () => {
  it('goes by the end date', () => {
    expect(hasEnded({ 'end-date': '1992-12-31' })).toBe(true);
    expect(hasEnded({ name: 'x' })).toBe(false);
  });
});
