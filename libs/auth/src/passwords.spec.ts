import { hash as bcryptHash } from '@node-rs/bcrypt';
import { describe, expect, it } from 'vitest';
import { hashApiKey, newApiKey } from './api-keys.js';
import { hashPassword, needsRehash, verifyPassword } from './passwords.js';

describe('passwords', () => {
  it('are hashed with argon2id, salted, and verify', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hash).not.toBe(await hashPassword('correct horse'));
    expect(await verifyPassword(hash, 'correct horse')).toBe(true);
    expect(await verifyPassword(hash, 'correct hors')).toBe(false);
    expect(needsRehash(hash)).toBe(false);
  });

  it('of imported accounts verify against bcrypt and want a new hash', async () => {
    const hash = await bcryptHash('battery staple', 4);
    expect(await verifyPassword(hash, 'battery staple')).toBe(true);
    expect(await verifyPassword(hash, 'battery stapl')).toBe(false);
    expect(needsRehash(hash)).toBe(true);
  });

  it('of weaker argon2 parameters want a new hash', () => {
    expect(needsRehash('$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaA')).toBe(true);
    expect(needsRehash('$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA')).toBe(true);
  });
});

describe('API keys', () => {
  it('are random and stored as their SHA-256', () => {
    const key = newApiKey();
    expect(key).toMatch(/^rgk_[\w-]{43}$/);
    expect(newApiKey()).not.toBe(key);
    expect(hashApiKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
