import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredRecord } from '#records';
import { serializeRecords, serializeRecordsCsv } from './record.serializer.js';

const columns = ['id', 'tags'];
const record = (key: string, version = 1): StoredRecord => ({
  collection: 'thing',
  key,
  id: '00000000-0000-4000-8000-000000000000',
  ordinal: 1,
  rank: 1,
  version,
  fields: { tags: ['x', 'y;z'], id: key },
  blobHash: '0'.repeat(64),
  updatedAt: Date.UTC(2020, 0, 2, 3, 4, 5, 678),
  updatedBy: '0',
});

describe('records in the v1 view (contract §4.1)', () => {
  it('are members of one object, numbers as texts, attributes in schema order', () => {
    expect(serializeRecords([record('a', 12)], columns)).toBe(
      '{"a":{"index-entry-number":"12","entry-number":"12","entry-timestamp":"2020-01-02T03:04:05Z","key":"a","item":[{"id":"a","tags":["x","y;z"]}]}}',
    );
    expect(serializeRecords([], columns)).toBe('{}');
  });

  it('keep their order, also where keys are numbers', () => {
    const keys = fc.uniqueArray(fc.oneof(fc.nat().map(String), fc.stringMatching(/^[A-Za-z0-9]{1,4}$/)), { maxLength: 8 });
    fc.assert(
      fc.property(keys, (names) => {
        const text = serializeRecords(
          names.map((name) => record(name)),
          columns,
        );
        const members = [...text.matchAll(/"([^"]+)":\{"index/g)].map(([, name]) => name);
        expect(members).toEqual(names);
        expect(new Set(Object.keys(JSON.parse(text)))).toEqual(new Set(names));
      }),
    );
  });

  it('have both numbers in CSV', () => {
    expect(serializeRecordsCsv([record('a', 12)], columns)).toBe(
      'index-entry-number,entry-number,entry-timestamp,key,id,tags\r\n12,12,2020-01-02T03:04:05Z,a,a,"x;""y;z"""\r\n',
    );
    expect(serializeRecordsCsv([], columns)).toBe('index-entry-number,entry-number,entry-timestamp,key,id,tags\r\n');
  });
});
