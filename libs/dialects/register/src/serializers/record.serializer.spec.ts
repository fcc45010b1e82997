import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordFields, StoredRecord } from '#records';
import { serializeBlob, serializeRecord, serializeRecords, serializeRecordsCsv } from './record.serializer.js';

/** Reads RFC 4180 back: rows of cells. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    } else {
      while (text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    }
    row.push(cell);
    if (text[at] === ',') at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
}

/** Reads the cell of a set back (contract §2.4): elements that begin with a quote end with one. */
function splitSet(cell: string): string[] {
  const elements: string[] = [];
  for (let at = 0; at <= cell.length; at += 1) {
    const wrapped = /^"((?:[^"]|"")*)"(?=;|$)/.exec(cell.slice(at));
    const plain = /^[^;]*/.exec(cell.slice(at))?.[0] ?? '';
    elements.push(wrapped === null ? plain : (wrapped[1] ?? '').replaceAll('""', '"'));
    at += wrapped === null ? plain.length : wrapped[0].length;
  }
  return elements;
}

// Characters that CSV, JSON and the joining of sets have opinions about.
const awkward = fc
  .array(fc.constantFrom('a', '"', ';', ',', '\r', '\n', '\\', ' ', '\u0001', '\u000b', '\u2028', 'é', 'e\u0301', '𝄞'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
const value = fc.oneof(
  awkward,
  fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\u0000')),
);

const columns = ['id', 'name', 'tags', 'more-tags'];
const sets = new Set(['tags', 'more-tags']);
const optional = { requiredKeys: ['id' as const] };
const fields: fc.Arbitrary<RecordFields> = fc
  .record(
    {
      id: value,
      name: value,
      tags: fc.array(value, { minLength: 1, maxLength: 4 }),
      'more-tags': fc.array(value, { minLength: 1, maxLength: 4 }),
    },
    optional,
  )
  .map((record) => ({ ...record }));

const stored: fc.Arbitrary<StoredRecord> = fc
  .tuple(fields, fc.integer({ min: 1, max: 1e9 }), fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }))
  .map(([blob, version, date]) => ({
    collection: 'thing',
    key: 'k.1/2',
    id: '',
    ordinal: 1,
    rank: 1,
    version,
    fields: blob,
    blobHash: '',
    updatedAt: date.getTime(),
    updatedBy: '0',
  }));

const stampOf = ({ updatedAt }: StoredRecord): string =>
  new Date(Math.floor(updatedAt / 1000) * 1000).toISOString().replace('.000', '');

describe('a record as JSON', () => {
  it('reads back as what is stored', () => {
    fc.assert(
      fc.property(stored, (record) => {
        expect(JSON.parse(serializeRecord(record, columns))).toEqual({
          'entry-number': record.version,
          'entry-timestamp': stampOf(record),
          key: record.key,
          blob: record.fields,
        });
      }),
    );
  });

  it('lists read back as their records', () => {
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 4 }), (records) => {
        const list = JSON.parse(serializeRecords(records, columns)) as unknown[];
        expect(list).toEqual(records.map((record) => JSON.parse(serializeRecord(record, columns)) as unknown));
      }),
    );
  });

  it('has its attributes in schema order, then those that the schema does not name', () => {
    expect(serializeBlob({ z: '1', tags: ['b', 'a'], id: 'x', a: '2' }, columns)).toBe(
      '{"id":"x","tags":["b","a"],"z":"1","a":"2"}',
    );
    expect(serializeBlob({}, columns)).toBe('{}');
  });

  it('follows the schema when its order changes', () => {
    const fields = { id: 'x', name: 'y' };
    expect(serializeBlob(fields, ['id', 'name'])).toBe('{"id":"x","name":"y"}');
    expect(serializeBlob(fields, ['name', 'id'])).toBe('{"name":"y","id":"x"}');
  });
});

describe('records as CSV', () => {
  it('read back as what is stored', () => {
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 4 }), (records) => {
        const [header, ...rows] = parseCsv(serializeRecordsCsv(records, columns));
        expect(header).toEqual(['entry-number', 'entry-timestamp', 'key', ...columns]);
        const read = rows.map(([version, timestamp, key, ...cells]) => ({
          version: Number(version),
          timestamp,
          key,
          fields: Object.fromEntries(
            columns.flatMap((name, at) => {
              const cell = cells[at] ?? '';
              return cell === '' ? [] : [[name, sets.has(name) ? splitSet(cell) : cell]];
            }),
          ),
        }));
        expect(read).toEqual(
          records.map((record) => ({
            version: record.version,
            timestamp: stampOf(record),
            key: record.key,
            fields: record.fields,
          })),
        );
      }),
      { numRuns: 500 },
    );
  });
});
