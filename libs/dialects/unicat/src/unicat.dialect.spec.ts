import { describe, expect, it } from 'vitest';
import { unicatDialect } from './unicat.dialect.js';

describe('unicatDialect', () => {
  it.each(['/api', '/api/p/x/auth', '/api/login', '/sync/get', '/dam/p/x', '/media/x'])('owns %s', (path) => {
    expect(unicatDialect.owns(path)).toBe(true);
  });

  it.each(['/', '/apix', '/registers/country', '/synced', '/spaces/x/api/v1/records'])('does not own %s', (path) => {
    expect(unicatDialect.owns(path)).toBe(false);
  });

  it.each(['/api/p/x/auth', '/api/p/x/records/get', '/api/p/x/records/bulk/get', '/api/p/x/modules/all', '/sync/cursors'])(
    'lets POST %s through maintenance',
    (path) => {
      expect(unicatDialect.mutates('POST', path)).toBe(false);
    },
  );

  it.each(['/api/p/x/records/create', '/api/p/x/records/update', '/api/p/x/channels/set', '/api/p/x/apikeys/get'])(
    'knows that POST %s writes',
    (path) => {
      expect(unicatDialect.mutates('POST', path)).toBe(true);
    },
  );

  it('knows that publishing a file writes, and that fetching one does not', () => {
    for (const call of ['publish', 'unpublish', 'transform'])
      expect(unicatDialect.mutates('GET', `/dam/p/x/${call}/y~1.jpg`)).toBe(true);
    expect(unicatDialect.mutates('GET', '/dam/p/x/info/y~1.jpg')).toBe(false);
    expect(unicatDialect.mutates('GET', '/media/p-x/publish/y.jpg')).toBe(false);
  });
});
