import { describe, expect, it } from 'vitest';
import { FormatGone, NotAcceptable } from '../errors/register-errors.js';
import { archiveFormat } from './archive-format.js';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

describe('the format of the archive (contract §3.11)', () => {
  it.each([
    [undefined, 'zip'],
    ['', 'zip'],
    ['*/*', 'zip'],
    ['application/*', 'zip'],
    ['application/octet-stream', 'zip'],
    ['application/zip', 'zip'],
    [browser, 'zip'],
    ['application/vnd.rsf', 'rsf'],
    ['application/uk-gov-rsf', 'rsf'],
    ['APPLICATION/VND.RSF; charset=utf-8', 'rsf'],
    ['application/vnd.rsf, */*', 'zip'],
    ['application/vnd.rsf, */*;q=0.1', 'rsf'],
    ['application/octet-stream;q=0.4, application/uk-gov-rsf;q=0.5', 'rsf'],
    ['application/octet-stream;q=0, */*', 'rsf'],
    ['application/octet-stream, application/vnd.rsf', 'zip'],
    ['text/csv, application/vnd.rsf;q=0.1', 'rsf'],
  ] as const)('Accept: %s asks for %s', (accept, format) => {
    expect(archiveFormat('/registers/country/archive', accept)).toBe(format);
  });

  it.each(['text/csv', 'application/json', 'text/*', 'text/html', 'application/vnd.rsf;q=0', 'nonsense', '*/*;q=0'])(
    'Accept: %s is not acceptable',
    (accept) => {
      expect(() => archiveFormat('/archive', accept)).toThrow(NotAcceptable);
    },
  );

  it.each([
    ['/archive.zip', 'application/vnd.rsf', 'zip'],
    ['/archive.rsf', 'text/html', 'rsf'],
    ['/registers/a/v1/archive.rsf', undefined, 'rsf'],
  ] as const)('%s is told by its suffix', (path, accept, format) => {
    expect(archiveFormat(path, accept)).toBe(format);
  });

  it.each(['.json', '.csv', '.', '.ZIP', '.zip.json', '.rsf2'])('%s is no suffix of it', (suffix) => {
    expect(() => archiveFormat(`/archive${suffix}`, undefined)).toThrow(NotAcceptable);
  });

  it.each(['.tsv', '.ttl', '.xlsx', '.yaml'])('%s is gone', (suffix) => {
    expect(() => archiveFormat(`/archive${suffix}`, undefined)).toThrow(FormatGone);
  });
});
