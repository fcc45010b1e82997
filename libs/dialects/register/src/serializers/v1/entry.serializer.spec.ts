import { expect, it } from 'vitest';
import type { Entry } from '#records';
import { leafHash } from '#records';
import { serializeEntries, serializeEntriesCsv } from './entry.serializer.js';

const digest = 'e94c4a9ab00d951dadde848ee2c9fe51628b22ff2e0a88bff4cca6e4e6086d7a';
const union: Entry = {
  space: 'country',
  collection: 'country',
  key: 'SU',
  number: 1,
  position: 1,
  blobHash: digest,
  objectHash: 'a99cacb3728427303b349279f2671b5a4a11aa6a596b5628c517e7e963b1f2ce',
  recordedAt: Date.UTC(2016, 3, 5, 13, 23, 5),
  recordedBy: '0',
};

it('an entry in the v1 view is its leaf (published vector, contract §6.1)', () => {
  const text = serializeEntries([union]);
  expect(leafHash(text.slice(1, -1)).toString('hex')).toBe('a2002581c7402683e8197faafaefb9ba1f0ca48cee2d6ff461ab086b703472e5');
  expect(JSON.parse(text)).toEqual([
    {
      'index-entry-number': '1',
      'entry-number': '1',
      'entry-timestamp': '2016-04-05T13:23:05Z',
      key: 'SU',
      'item-hash': [`sha-256:${digest}`],
    },
  ]);
  expect(serializeEntries([])).toBe('[]');
});

it('a list of one hash is one cell', () => {
  expect(serializeEntriesCsv([union])).toBe(
    `index-entry-number,entry-number,entry-timestamp,key,item-hash\r\n1,1,2016-04-05T13:23:05Z,SU,sha-256:${digest}\r\n`,
  );
});
