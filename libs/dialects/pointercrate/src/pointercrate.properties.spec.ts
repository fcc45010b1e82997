import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listsTag, parseTagList } from '#dialect-kit';
import { canonicalJson, type JsonValue, requireStorable } from '#records';
import { entityTag } from './conditional/entity-tag.js';
import { fieldsOf, rowOf } from './mapping/table.js';
import { demons, notes, players, records } from './mapping/tables.js';
import { genericName } from './serializers/generic-record.serializer.js';

/** Texts that provoke: quotes, backslashes, control characters, emoji; storable, so no NUL and no lone surrogate. */
const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !value.includes('\0'));
const id = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const small = fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const record = fc.record({
  progress: small,
  video: orNull(text),
  status: fc.constantFrom('submitted', 'approved', 'rejected', 'under consideration'),
  player: id,
  demon: id,
  submitter: orNull(id),
  raw_footage: orNull(text),
  status_was_modified: fc.boolean(),
});

const player = fc.record({
  name: text,
  banned: fc.boolean(),
  link_banned: fc.boolean(),
  nationality: orNull(fc.stringMatching(/^[A-Z]{2}$/)),
  subdivision: orNull(fc.stringMatching(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)),
});

const demon = fc.record({
  name: text,
  position: small,
  requirement: small,
  video: orNull(text),
  thumbnail: text,
  level_id: orNull(id),
  verifier: id,
  publisher: id,
  creators: fc.array(id, { minLength: 1 }),
});

const note = fc.record({
  record: id,
  content: text,
  is_public: fc.boolean(),
  transferred: fc.boolean(),
  author: orNull(text),
  editors: fc.array(text, { minLength: 1 }),
});

describe('mapping', () => {
  it('takes any row into stored fields and back', () => {
    fc.assert(
      fc.property(record, player, demon, note, id, (one, two, three, four, key) => {
        const stored = [
          fieldsOf(records, 'demonlist', String(key), one),
          fieldsOf(players, 'demonlist', String(key), two),
          fieldsOf(demons, 'demonlist', String(key), three),
          fieldsOf(notes, 'demonlist', String(key), four),
        ] as const;
        for (const fields of stored) requireStorable(fields);
        expect(rowOf(records, stored[0])).toEqual(one);
        expect(rowOf(players, stored[1])).toEqual(two);
        expect(rowOf(demons, stored[2])).toEqual(three);
        expect(rowOf(notes, stored[3])).toEqual(four);
      }),
    );
  });

  it('gives different stored fields to different rows', () => {
    fc.assert(
      fc.property(record, record, (one, two) => {
        const [first, second] = [one, two].map((row) => canonicalJson(fieldsOf(records, 'demonlist', '1', row) as JsonValue));
        expect(first === second).toBe(JSON.stringify(one) === JSON.stringify(two));
      }),
    );
  });
});

describe('generic form', () => {
  const ownName = fc.stringMatching(/^(?:id|status)_{0,2}$/);

  it.each([
    ['any names', text],
    ['names like its own', ownName],
  ])('never gives two fields one name, and never one of its own: %s', (_, name) => {
    fc.assert(
      fc.property(name, name, (one, two) => {
        expect(genericName(one) === genericName(two)).toBe(one === two);
        expect(['id', 'status']).not.toContain(genericName(one));
      }),
    );
  });
});

describe('entity tag', () => {
  const shuffled = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(shuffled);
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, member]) => [name, shuffled(member)]),
    );
  };
  const json = fc.jsonValue().map((value) => value as JsonValue);

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(entityTag(shuffled(value) as JsonValue)).toBe(entityTag(value));
      }),
    );
  });

  it('is an unsigned 64-bit decimal without leading zeros', () => {
    fc.assert(
      fc.property(json, (value) => {
        const tag = entityTag(value);
        expect(tag).toBe(BigInt(tag).toString());
        expect(BigInt(tag)).toBeLessThan(2n ** 64n);
      }),
    );
  });
});

describe('lists of tags', () => {
  const tag = fc.string({ unit: fc.constantFrom(...'0123456789;,* W/a\té') }).filter((value) => value.trim() !== '');
  const blank = fc.constantFrom('', ' ', '\t', '  ');
  const printed = fc.tuple(blank, fc.constantFrom('', 'W/'), tag, blank);

  it('are read as they were printed', () => {
    fc.assert(
      fc.property(fc.array(printed), (elements) => {
        const header = elements.map(([before, weak, value, after]) => `${before}${weak}"${value}"${after}`).join(',');
        expect(parseTagList(header)).toEqual(elements.map(([, , value]) => value));
      }),
    );
  });

  it('are read whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'",W/ *1a\\') }), (header) => {
        const list = parseTagList(header);
        expect(list === '*').toBe(
          header.trim() === '*' ||
            header
              .split(',')
              .map((part) => part.trim())
              .filter(Boolean)
              .join() === '*',
        );
        expect(listsTag(list, '12345678901234567890')).toBe(list === '*');
      }),
    );
  });
});
