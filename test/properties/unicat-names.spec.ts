import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeName } from '#dialects/unicat';
import { isName } from '#records';

const reserved = ['noorderlicht-record', 'end-date'];

type Role = 'value' | 'json' | { readonly language: string };
type Spelt = readonly [path: readonly string[], role: Role];

/** Few characters, so that the places where underscores, capitals, digits and escapes meet come up often. */
const fieldName = fc.oneof(
  fc.stringMatching(/^[aAfF_][aAnN019_]{0,7}$/),
  fc.constantFrom('f', 'f_8', 'f___8', 'f___9', 'a___en', 'end_date', 'noorderlicht_record', 'nl', 'constructor', '__proto__'),
);
const language = fc.oneof(fc.constantFrom('en', 'nl', 'nl-be', 'a', 'a0'), fc.stringMatching(/^[an][an0]{0,2}(?:-[an0]{1,3})?$/));
const role: fc.Arbitrary<Role> = fc.oneof(
  fc.constant('value' as const),
  fc.constant('json' as const),
  language.map((code) => ({ language: code })),
);
const spelt: fc.Arbitrary<Spelt> = fc.tuple(fc.array(fieldName, { minLength: 1, maxLength: 2 }), role);

/** The inverse, written from the rules alone: its existence is what makes the spelling injective. */
function read(name: string): Spelt {
  const text = name.startsWith('f---8') ? name.slice('f---8'.length) : name;
  const path = [''];
  const append = (more: string) => path.push(path.pop() + more);
  for (let at = 0; at < text.length; ) {
    const run = /^-+/.exec(text.slice(at))?.[0].length ?? 0;
    const next = text[at + 3] ?? '';
    if (run === 0) append(text[at++]!);
    else if (run < 3) {
      append('_'.repeat(run));
      at += run;
    } else if (run > 3) throw new Error(`Four hyphens in ${name}`);
    else if (/[a-z]/.test(next)) return [path, { language: text.slice(at + 3) }];
    else if (next === '9') return [path, 'json'];
    else if (next === '0') {
      append('_');
      at += 4;
    } else if (next === '1') {
      append(text[at + 4]!.toUpperCase());
      at += 5;
    } else if (next === '2') {
      path.push('');
      at += 4;
    } else throw new Error(`Unknown escape in ${name}`);
  }
  return [path, 'value'];
}

describe('spelling of Unicat fields as attributes of a register', () => {
  it('reads back what was spelt, in names that a register allows', () => {
    fc.assert(
      fc.property(spelt, ([path, what]) => {
        const name = attributeName(path, what, reserved);
        expect(isName(name)).toBe(true);
        expect(reserved).not.toContain(name);
        expect(read(name)).toEqual([path, what]);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives different fields different names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(spelt, { selector: (each) => JSON.stringify(each), minLength: 2, maxLength: 40 }), (all) => {
        expect(new Set(all.map(([path, what]) => attributeName(path, what, reserved))).size).toBe(all.length);
      }),
      { numRuns: 500 },
    );
  });
});
