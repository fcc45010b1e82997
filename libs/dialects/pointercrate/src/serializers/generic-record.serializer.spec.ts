import { describe, expect, it } from 'vitest';
import { genericName, serializeGenericRecord } from './generic-record.serializer.js';

describe('serializeGenericRecord', () => {
  it('shows id, status and the own fields as they are', () => {
    const fields = { country: 'GB', name: 'United Kingdom', tags: ['a', 'b'] };
    expect(JSON.stringify(serializeGenericRecord({ ordinal: 6, fields }))).toBe(
      '{"id":6,"status":"approved","country":"GB","name":"United Kingdom","tags":["a","b"]}',
    );
  });

  it('moves own fields of the two names aside', () => {
    expect(serializeGenericRecord({ ordinal: 1, fields: { id: 'x', status: 'y' } })).toEqual({
      id: 1,
      status: 'approved',
      id_: 'x',
      status_: 'y',
    });
  });

  it('keeps fields apart that would meet', () => {
    expect(serializeGenericRecord({ ordinal: 1, fields: { id: 'x', id_: 'y' } })).toEqual({
      id: 1,
      status: 'approved',
      id_: 'x',
      id__: 'y',
    });
  });
});

describe('genericName', () => {
  it.each(['ids', 'my-id', 'id-', 'status-was-modified', '__proto__'])('leaves %s alone', (field) => {
    expect(genericName(field)).toBe(field);
  });
});
