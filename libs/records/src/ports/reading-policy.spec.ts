import { describe, expect, it } from 'vitest';
import { objectHash } from '../domain/object-hash.js';
import { openPolicy, policyFor, type ReadingPolicy, redactFields, withoutFields } from './reading-policy.js';

const closed: ReadingPolicy = { ...openPolicy, judge: () => ({ hidden: true, withheld: [] }) };
const space = { id: 's', gid: 'g', birth: 'pointercrate', visibility: 'private', title: '', createdAt: 0 } as const;

describe('policyFor', () => {
  const policies = { register: openPolicy, unicat: openPolicy, pointercrate: closed };

  it("is the birth dialect's for everybody but staff", () => {
    expect(policyFor(policies, space, 'read')).toBe(closed);
    expect(policyFor(policies, space, 'write')).toBe(closed);
    expect(policyFor(policies, space, undefined)).toBe(closed);
    expect(policyFor(policies, space, 'staff')).toBe(openPolicy);
  });
});

describe('withholding', () => {
  const fields = { name: 'x', link: 'https://example.org', tags: ['a', 'b'] };

  it('redacts in registers without changing the object hash', () => {
    const seen = redactFields(fields, ['link', 'tags', 'absent']);
    expect(seen.link).toMatch(/^\*\*REDACTED\*\*[0-9a-f]{64}$/);
    expect(seen.name).toBe('x');
    expect(objectHash(seen)).toEqual(objectHash(fields));
  });

  it('leaves the attributes out elsewhere', () => {
    expect(withoutFields(fields, ['link', 'tags'])).toEqual({ name: 'x' });
  });
});
