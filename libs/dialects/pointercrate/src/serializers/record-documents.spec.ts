import { describe, expect, it } from 'vitest';
import type { RecordFields } from '#records';
import type { RecordView } from './record.serializer.js';
import { RecordDocuments } from './record-documents.js';
import { tagDocument } from './tagged-document.js';

const found = (key: string, fields: RecordFields) => ({ key, fields });
const view: RecordView = {
  record: found('2', { progress: '100', status: 'approved', 'raw-footage': 'https://example.org/raw' }),
  player: found('5', { name: 'AeonAir', banned: 'false', 'link-banned': 'false' }),
  demon: found('1', { position: '9', name: 'Cadrega City' }),
  submitter: found('7', { banned: 'false' }),
};

describe('RecordDocuments', () => {
  it('makes a document once for each audience', () => {
    const documents = new RecordDocuments();
    const forStaff = documents.render(view, true);
    expect(forStaff.body).toContain('example.org');
    expect(documents.render(view, false).body).not.toContain('example.org');
    expect(documents.render({ ...view }, true)).toBe(forStaff);
  });

  it.each([
    ['record', { record: found('2', { ...view.record.fields, progress: '98' }) }],
    ['player', { player: found('5', { ...view.player.fields, 'link-banned': 'true' }) }],
    ['demon', { demon: found('1', { ...view.demon.fields, position: '10' }) }],
    ['submitter', { submitter: found('7', { banned: 'true' }) }],
    ['submitter, now gone,', { submitter: undefined }],
  ])('makes another one when the %s changes', (_what, change) => {
    const documents = new RecordDocuments();
    const before = documents.render(view, true);
    const after = documents.render({ ...view, ...change }, true);
    expect(after).toEqual(new RecordDocuments().render({ ...view, ...change }, true));
    expect(after.tag).not.toBe(before.tag);
  });
});

describe('tagDocument', () => {
  it('gives the tags of the contract', () => {
    const data = {
      ...{ id: 2, progress: 100, video: null, status: 'approved' },
      ...{ player: { id: 5, name: 'AeonAir', banned: false }, demon: { id: 1, position: 9, name: 'Cadrega City' } },
    };
    expect(tagDocument({ ...data, submitter: null, raw_footage: null }).tag).toBe('528375903579421849');
    expect(tagDocument({ ...data, submitter: { id: 1, banned: false }, raw_footage: null }).tag).toBe('7692654517558011874');
  });
});
