import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashInteger, hashList, hashRaw, hashSet, hashString, hashTimestamp, objectHash, redact } from './object-hash.js';
import type { RecordFields } from './record-fields.js';

interface ValueVector {
  readonly type: string;
  readonly value: unknown;
  readonly digest: string;
}
interface BlobVector {
  readonly name: string;
  readonly blob: RecordFields;
  readonly digest: string;
}
interface EntryVector {
  readonly name: string;
  readonly number: number;
  readonly key: string;
  readonly timestamp: string;
  readonly blob: string;
  readonly digest: string;
}

// Digests that appear in openregister sources, and some computed ones (register contract §11).
const vectors = JSON.parse(readFileSync(new URL('../../../../test/fixtures/register/vectors.json', import.meta.url), 'utf8')) as {
  objecthash_value: ValueVector[];
  blob_objecthash: BlobVector[];
  entry_objecthash: EntryVector[];
};

function hashOf({ type, value }: ValueVector): Buffer | undefined {
  switch (type) {
    case 'string':
      return hashString(value as string);
    case 'integer':
      return hashInteger(value as number);
    case 'timestamp':
      return hashTimestamp(value as string);
    case 'raw (hex)':
      return hashRaw(Buffer.from(value as string, 'hex'));
    case 'set of string':
      return hashSet(value as string[]);
    case 'list of string':
      return hashList((value as string[]).map(hashString));
    default:
      throw new Error(`No such type: ${type}`);
  }
}

describe('values of vectors.json', () => {
  it.each(vectors.objecthash_value)('$type $value', (vector) => {
    expect(hashOf(vector)?.toString('hex')).toBe(vector.digest);
  });
});

describe('blobs of vectors.json', () => {
  it.each(vectors.blob_objecthash)('$name', ({ blob, digest }) => {
    // Fields hold no null: whoever reads JSON leaves such members out.
    const fields = Object.fromEntries(Object.entries(blob).filter(([, value]) => (value as unknown) !== null));
    expect(objectHash(fields).toString('hex')).toBe(digest);
  });
});

describe('entries of vectors.json', () => {
  it.each(vectors.entry_objecthash)('$name', ({ number, key, timestamp, blob, digest }) => {
    const raw = blob.startsWith('1220') ? Buffer.from(blob, 'hex') : Buffer.from(blob, 'ascii');
    const hash = hashList([hashInteger(number), hashString(key), hashTimestamp(timestamp), hashRaw(raw)]);
    expect(hash.toString('hex')).toBe(digest);
  });
});

describe('the table of the register contract §5.2', () => {
  const hex = (digest: Buffer | undefined): string | undefined => digest?.toString('hex');

  it.each([
    ['abc', '2a42a9c91b74c0032f6b8000a2c9c5bcca5bb298f004e8eff533811004dea511'],
    ['xyz', '0324894df5a397ab53736bf0d01f4063507acceab19d4ce74c9282de21dadffb'],
    ['Hello, Ruby!', 'c92765c1350e6df6800dbadedb3420f398d5f3c7e38a3da48aadb3332280f85f'],
    ['\u03d3', 'f72826713a01881404f34975447bd6edcb8de40b191dc57097ebf4f5417a554d'],
    ['\u03d2\u0301', 'f72826713a01881404f34975447bd6edcb8de40b191dc57097ebf4f5417a554d'],
    ['**REDACTED**banana', '525b975c2979f427dcb79db8992035a9c2157a3c54492050753b9af552756c7a'],
  ])('string %s', (text, digest) => expect(hex(hashString(text))).toBe(digest));

  it.each([
    [-1, 'f105b11df43d5d321f5c773ef904af979024887b4d2b0fab699387f59e2ff01e'],
    [0, 'a4e167a76a05add8a8654c169b07b0447a916035aef602df103e8ae0fe2ff390'],
    [6, '396ee89382efc154e95d7875976cce373a797fe93687ca8a27589116644c4bcd'],
    [10, '73f6128db300f3751f2e509545be996d162d20f9e030864632f85e34fd0324ce'],
  ])('integer %d', (value, digest) => expect(hex(hashInteger(value))).toBe(digest));

  it('timestamp, raw bytes, set and list', () => {
    expect(hex(hashTimestamp('2016-04-05T13:23:05Z'))).toBe('f22ecc4464f22c8fee624769189665a0afd7ef10a2775a000082c47cbd9f6419');
    expect(hex(hashRaw(Buffer.from([0, 1])))).toBe('4b2ef4bb2adb559b4623d0e1680529e84554439a68197241d568c52c8147d6de');
    expect(hex(hashSet(['foo', 'bar']))).toBe('1d572df95be4d038068133b6a162cbe2172f15bc7d8a020faca7a9a93e8a2649');
    expect(hex(hashList(['foo', 'bar'].map(hashString)))).toBe(
      '32ae896c413cfdc79eec68be9139c86ded8b279238467c216cf2bec4d5f1e4a2',
    );
  });

  it.each<[string, RecordFields, string]>([
    ['{foo: bar}', { foo: 'bar' }, '7ef5237c3027d6c58100afadf37796b3d351025cf28038280147d42fdc53b960'],
    ['{foo: {bar, baz}}', { foo: ['bar', 'baz'] }, 'e64c38241421a64d3cbe3e0f1a7b1a429bd7b9b5ce3bb4d0840f70ecee3cd460'],
    ['{foo: bar, baz: quo}', { foo: 'bar', baz: 'quo' }, '4852254a3c685b90d480353ba128e238aee77dc45d085af0993b6aa2a5d2ae23'],
    ['with an empty text', { foo: 'bar', baz: 'quo', x: '' }, '4852254a3c685b90d480353ba128e238aee77dc45d085af0993b6aa2a5d2ae23'],
    ['with an empty set', { foo: 'bar', baz: 'quo', x: [] }, '4852254a3c685b90d480353ba128e238aee77dc45d085af0993b6aa2a5d2ae23'],
    [
      'with a set of nothing',
      { foo: 'bar', baz: 'quo', x: [''] },
      '4852254a3c685b90d480353ba128e238aee77dc45d085af0993b6aa2a5d2ae23',
    ],
    ['{foo: abc, bar: xyz}', { foo: 'abc', bar: 'xyz' }, '2b90b5d4a714f5fd5f7c670067f090f972dd7be8a472965c90572699249672aa'],
    [
      'the same with foo redacted',
      { foo: '**REDACTED**2a42a9c91b74c0032f6b8000a2c9c5bcca5bb298f004e8eff533811004dea511', bar: 'xyz' },
      '2b90b5d4a714f5fd5f7c670067f090f972dd7be8a472965c90572699249672aa',
    ],
    [
      'GB with two citizen names',
      {
        id: 'GB',
        'official-name': 'The United Kingdom of Great Britain and Northern Ireland',
        name: 'United Kingdom',
        'citizen-names': ['Briton', 'British citizen'],
      },
      '45d9392ad17cead3fa46501eba3e5ac237cb46a39f1e175905f00ef6a6667257',
    ],
    [
      'SU',
      {
        'citizen-names': 'Soviet citizen',
        country: 'SU',
        'end-date': '1991-12-25',
        name: 'USSR',
        'official-name': 'Union of Soviet Socialist Republics',
      },
      'a99cacb3728427303b349279f2671b5a4a11aa6a596b5628c517e7e963b1f2ce',
    ],
    [
      'CI at entry 90',
      {
        'citizen-names': 'Citizen of the Ivory Coast',
        country: 'CI',
        name: 'Ivory Coast',
        'official-name': "The Republic of Cote D'Ivoire",
      },
      'aeb146fb196187285b0bc598e1335fca2663a2376e910de2a88f9818c816a05c',
    ],
    [
      'CI at entry 207',
      {
        'citizen-names': 'Citizen of the Ivory Coast',
        country: 'CI',
        name: 'Ivory Coast',
        'official-name': 'The Republic of C\u00f4te D\u2019Ivoire',
      },
      '797da3ee1620d4804d70fb759e7cecc7c9dd7feea83e20d0baaa3012bbab512b',
    ],
  ])('blob %s', (_, blob, digest) => expect(hex(objectHash(blob))).toBe(digest));

  it('the worked pair', () => {
    expect(hex(hashString('official-name'))).toMatch(/^cf09bea8.*84b93$/);
    expect(hex(hashString('The United Kingdom of Great Britain and Northern Ireland'))).toMatch(/^bf186017.*ba2e5$/);
  });
});

describe('redaction', () => {
  const blob: RecordFields = { name: 'Caf\u00e9', tags: ['x', 'y;z', 'e\u0301'], size: '1' };

  it('leaves the object hash as it is, value by value', () => {
    for (const [name, value] of Object.entries(blob)) {
      expect(objectHash({ ...blob, [name]: redact(value) })).toEqual(objectHash(blob));
    }
    expect(objectHash({ ...blob, tags: ['x', redact('y;z') as string, 'e\u0301'] })).toEqual(objectHash(blob));
  });

  it('of what is redacted already changes nothing', () => {
    expect(redact(redact('Caf\u00e9'))).toBe(redact('Caf\u00e9'));
  });

  it('writes the hash without the multihash header', () => {
    expect(redact('abc')).toBe('**REDACTED**2a42a9c91b74c0032f6b8000a2c9c5bcca5bb298f004e8eff533811004dea511');
  });
});
