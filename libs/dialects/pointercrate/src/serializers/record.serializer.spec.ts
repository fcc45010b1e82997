import { describe, expect, it } from 'vitest';
import type { RecordFields, StoredRecord } from '#records';
import { type RecordView, serializeRecord } from './record.serializer.js';

const stored = (key: string, fields: RecordFields) => ({ key, fields }) as StoredRecord;

const player = stored('5', { name: 'AeonAir', banned: 'false', 'link-banned': 'false' });
const linkBanned = stored('24', { name: 'Tessellate', banned: 'false', 'link-banned': 'true' });

const view: RecordView = {
  record: stored('2', {
    progress: '100',
    status: 'approved',
    video: 'https://vimeo.com/1',
    'raw-footage': 'https://example.org/raw',
  }),
  player,
  demon: stored('1', { position: '9', name: 'Cadrega City', requirement: '54' }),
  submitter: stored('7', { banned: 'true', 'ip-address': '198.51.100.77' }),
};

describe('serializeRecord', () => {
  it('shows staff everything, in the order of the contract', () => {
    expect(JSON.stringify(serializeRecord(view, true))).toBe(
      '{"id":2,"progress":100,"video":"https://vimeo.com/1","status":"approved",' +
        '"player":{"id":5,"name":"AeonAir","banned":false},"demon":{"id":1,"position":9,"name":"Cadrega City"},' +
        '"submitter":{"id":7,"banned":true},"raw_footage":"https://example.org/raw"}',
    );
  });

  it('shows others neither submitter nor raw footage', () => {
    expect(serializeRecord(view, false)).toMatchObject({ video: 'https://vimeo.com/1', submitter: null, raw_footage: null });
  });

  it('shows nobody the links of a link-banned holder', () => {
    expect(serializeRecord({ ...view, player: linkBanned }, true)).toMatchObject({
      video: null,
      raw_footage: null,
      submitter: { id: 7 },
    });
  });
});
