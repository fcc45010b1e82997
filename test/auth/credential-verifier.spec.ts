import { hash as bcryptHash } from '@node-rs/bcrypt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CredentialVerifier, hashApiKey, hashPassword } from '#auth';
import { type AccountDraft, NotAuthenticated, objectHash } from '#records';
import { openStorage, type Storage } from '#storage';

const draft = (name: string, changes: Partial<AccountDraft> = {}): AccountDraft => ({
  gid: `00000000-0000-4000-8000-${Buffer.from(name.padEnd(6, '-')).toString('hex')}`,
  name,
  passwordHash: undefined,
  generation: 0,
  status: 'active',
  operator: false,
  profile: {},
  ...changes,
});

describe('CredentialVerifier', () => {
  let storage: Storage;
  let credentials: CredentialVerifier;

  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    credentials = new CredentialVerifier(storage.accounts);
  });
  afterEach(() => storage.close());

  it('knows an account by name and password, and what it is in the space', async () => {
    const { id } = await storage.accounts.createAccount(draft('ines', { passwordHash: await hashPassword('sesame sesame') }));
    await storage.accounts.putMembership({ space: 'shop', account: id, role: 'write', permissions: 6, details: '{}' });
    const inSpace = await credentials.password('ines', 'sesame sesame', 'shop');
    expect(inSpace.membership).toMatchObject({ role: 'write', permissions: 6 });
    expect((await credentials.password('ines', 'sesame sesame', 'elsewhere')).membership).toBeUndefined();
  });

  it.each([
    ['a wrong password', 'ines', 'sesame'],
    ['an unknown name', 'Ines', 'sesame sesame'],
    ['a password beyond the limit', 'ines', 'x'.repeat(1025)],
    ['an account without password login', 'robot', ''],
    ['an inactive account', 'gone', 'sesame sesame'],
  ])('refuses %s', async (_what, name, password) => {
    const passwordHash = await hashPassword('sesame sesame');
    await storage.accounts.createAccount(draft('ines', { passwordHash }));
    await storage.accounts.createAccount(draft('robot'));
    await storage.accounts.createAccount(draft('gone', { passwordHash, status: 'inactive' }));
    await expect(credentials.password(name, password, 'shop')).rejects.toThrow(NotAuthenticated);
  });

  it('replaces an imported bcrypt hash on the first login, and not on a failed one', async () => {
    await storage.accounts.createAccount(draft('old', { passwordHash: await bcryptHash('sesame sesame', 4) }));
    await expect(credentials.password('old', 'wrong', 'shop')).rejects.toThrow(NotAuthenticated);
    expect((await storage.accounts.findByName('old'))?.passwordHash).toMatch(/^\$2/);
    await credentials.password('old', 'sesame sesame', 'shop');
    expect((await storage.accounts.findByName('old'))?.passwordHash).toMatch(/^\$argon2id\$/);
    await credentials.password('old', 'sesame sesame', 'shop');
  });

  it('knows an account by its API key, and nobody by another', async () => {
    const { id } = await storage.accounts.createAccount(draft('robot'));
    await storage.accounts.addKey(hashApiKey('the key'), id, 0);
    expect((await credentials.key('the key', 'shop')).account.name).toBe('robot');
    await expect(credentials.key('The key', 'shop')).rejects.toThrow(NotAuthenticated);
  });
});
