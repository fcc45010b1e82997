import { describe, expect, it } from 'vitest';
import { blobRow, serializeFlatRow, serializeFlatRows, serializeFlatRowsCsv } from './flat-row.serializer.js';

const columns = ['thing', 'tags', 'note'];
const row = { id: 'a/"1"', fields: { tags: ['x', 'y;z'], thing: 'a' } };

describe('rows of the next view (contract §4.2)', () => {
  it('begin with the identifier, then the attributes in schema order', () => {
    expect(serializeFlatRow(row, columns)).toBe('{"_id":"a/\\"1\\"","thing":"a","tags":["x","y;z"]}');
    expect(serializeFlatRows([row, row], columns)).toBe(`[${serializeFlatRow(row, columns)},${serializeFlatRow(row, columns)}]`);
    expect(serializeFlatRows([], columns)).toBe('[]');
  });

  it('may have no attributes', () => {
    expect(serializeFlatRow({ id: 'x', fields: {} }, columns)).toBe('{"_id":"x"}');
    expect(serializeFlatRow({ id: 'x', fields: { note: '' } }, columns)).toBe('{"_id":"x","note":""}');
  });

  it('identify a blob by its object hash', () => {
    const blob = { hash: '1'.repeat(64), objectHash: '2'.repeat(64), fields: {}, canonical: '{}', rank: 1 };
    expect(blobRow(blob).id).toBe(`1220${'2'.repeat(64)}`);
  });

  it('have every attribute as a column', () => {
    expect(serializeFlatRowsCsv([row], columns)).toBe('_id,thing,tags,note\r\n"a/""1""",a,"x;""y;z""",\r\n');
    expect(serializeFlatRowsCsv([], columns)).toBe('_id,thing,tags,note\r\n');
  });
});
