import { describe, expect, it } from 'vitest';
import { entityTag, quoted } from './entity-tag.js';

describe('entityTag', () => {
  const record = {
    id: 2,
    progress: 100,
    video: null,
    status: 'approved',
    player: { id: 5, name: 'AeonAir', banned: false },
    demon: { id: 1, position: 9, name: 'Cadrega City' },
    submitter: null as { id: number; banned: boolean } | null,
    raw_footage: null,
  };

  it('gives the first published vector (contract §4.3)', () => {
    expect(quoted(entityTag(record))).toBe('"528375903579421849"');
  });

  it('gives the second published vector, as LIST_HELPER sees the record', () => {
    expect(quoted(entityTag({ ...record, submitter: { id: 1, banned: false } }))).toBe('"7692654517558011874"');
  });
});
