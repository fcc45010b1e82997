import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blobHash, canonicalJson, canonicalString, hashCanonical, type JsonValue } from './canonical-json.js';
import type { RecordFields } from './record-fields.js';

interface Vector {
  readonly name: string;
  readonly item: RecordFields;
  readonly canonical: string;
  readonly digest: string;
}

// Digests that appear in openregister sources, and some computed ones (register contract §11).
const vectors = (
  JSON.parse(readFileSync(new URL('../../../../test/fixtures/register/vectors.json', import.meta.url), 'utf8')) as {
    item_hash: Vector[];
  }
).item_hash;

describe('item digests of vectors.json', () => {
  it.each(vectors)('$name', ({ item, canonical, digest }) => {
    expect(canonicalJson(item as JsonValue)).toBe(canonical);
    expect(hashCanonical(canonical)).toBe(digest);
    expect(blobHash(item)).toBe(digest);
  });
});

describe('the table of the register contract §5.1', () => {
  it.each([
    ['{"bar":"xyz","foo":"abc"}', '5dd4fe3b0de91882dae86b223ca531b5c8f2335d9ee3fd0ab18dfdc2871d0c61'],
    ['{"register-name":"Country"}', '9f21f032105bb320d1f0c4f9c74a84a69e2d0a41932eb4543c331ce73e0bb1fb'],
    ['{}', '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'],
    ['{"address":"12345","street":"ellis"}', '19205fafe65406b9b27fce1b689abc776df4ddcf150c28b29b73b4ea054af6b9'],
    [
      '{"fields":["field1","field2"],"register":"value2","text":"The Entry 2"}',
      '63e5a0453b088e39265ca9f20fd03e2b206422e32989649adaca84426b531cd7',
    ],
    [
      '{"citizen-names":"Citizen of the Ivory Coast","country":"CI","name":"Ivory Coast","official-name":"The Republic of Cote D\'Ivoire"}',
      '7c16257bd45b4716914010b39dd40e5a6b985b8928d7b8bb0fe3005d2f2b0fec',
    ],
    [
      '{"citizen-names":"Citizen of the Ivory Coast","country":"CI","name":"Ivory Coast","official-name":"The Republic of C\u00f4te D\u2019Ivoire"}',
      'b3ca21b3b3a795ab9cd1d10f3d447947328406984f8a461b43d9b74b58cccfe8',
    ],
    [
      '{"citizen-names":"Briton;British citizen","country":"GB","name":"United Kingdom","official-name":"The United Kingdom of Great Britain and Northern Ireland"}',
      '6b18693874513ba13da54d61aafa7cad0c8f5573f3431d6f1c04b07ddb27d6bb',
    ],
    ['{"a":"\\b\\f\\n\\r\\t\\"\\\\\\u0001\\u000B/\u007f"}', '444378ab6073060617c50fc01f8e9887db0b2a36f766a3b8912fdedadce47360'],
  ])('%s', (canonical, digest) => {
    expect(canonicalJson(JSON.parse(canonical) as JsonValue)).toBe(canonical);
    expect(hashCanonical(canonical)).toBe(digest);
  });
});

describe('canonical JSON', () => {
  it('sorts member names by code unit at every level and keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, { z: 1, a: null }, 1], a: true, Z: 'z', '\u00e9': '', '-': [] })).toBe(
      '{"-":[],"Z":"z","a":true,"b":[2,{"a":null,"z":1},1],"\u00e9":""}',
    );
  });

  it('does not let integer-like names come first', () => {
    expect(canonicalJson({ '10': 'x', '9': 'y', '-': 'z' })).toBe('{"-":"z","10":"x","9":"y"}');
  });

  it.each([
    ['\b\f\n\r\t"\\', '"\\b\\f\\n\\r\\t\\"\\\\"'],
    ['\u0001\u000b\u001f', '"\\u0001\\u000B\\u001F"'],
    // A backslash before what looks like an escape is text, not an escape.
    ['\\u000b', '"\\\\u000b"'],
    ['\\\u000b', '"\\\\\\u000B"'],
    ['/\u007f\u0080\u2028\u2029\ufeff', '"/\u007f\u0080\u2028\u2029\ufeff"'],
    ['\u{1d11e}', '"\u{1d11e}"'],
    ['e\u0301', '"e\u0301"'],
    ['', '""'],
  ])('writes %j as %s', (text, written) => {
    expect(canonicalString(text)).toBe(written);
    expect(JSON.parse(canonicalString(text))).toBe(text);
  });
});
