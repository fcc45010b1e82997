import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AccountDraft, AlreadyExists, type Membership } from '#records';
import type { Storage } from '#storage';
import { newSpace, sha256, type TestDatabase } from './test-database.js';

function account(more: Partial<AccountDraft> = {}): AccountDraft {
  const gid = randomUUID();
  return {
    gid,
    name: `user ${gid}`,
    passwordHash: undefined,
    generation: 0,
    status: 'active',
    operator: false,
    profile: {},
    ...more,
  };
}

export function describeAccounts(storage: () => Storage, database: () => TestDatabase): void {
  describe('accounts', () => {
    const accounts = () => storage().accounts;

    it('keep everything they are created with', async () => {
      const draft = account({
        passwordHash: '$argon2id$…',
        generation: 3,
        status: 'inactive',
        operator: true,
        profile: { display_name: 'Ü "x"' },
      });
      const created = await accounts().createAccount(draft);
      expect(created).toEqual({ ...draft, id: created.id });
      expect(await accounts().findByName(draft.name)).toEqual(created);
      const plain = await accounts().createAccount(account());
      expect(await accounts().findByName(plain.name)).toEqual(plain);
      expect(plain.id).toBe(created.id + 1);
    });

    it('take a given id, and go on after the highest', async () => {
      const first = await accounts().createAccount(account());
      const imported = await accounts().createAccount(account({ id: first.id + 100 }));
      expect(imported.id).toBe(first.id + 100);
      expect((await accounts().createAccount(account())).id).toBe(first.id + 101);
    });

    it('refuse a name, an id or a gid that is taken', async () => {
      const taken = await accounts().createAccount(account({ name: `Name ${randomUUID()}` }));
      await expect(accounts().createAccount(account({ name: taken.name }))).rejects.toThrow(AlreadyExists);
      await expect(accounts().createAccount(account({ gid: taken.gid }))).rejects.toThrow(AlreadyExists);
      await expect(accounts().createAccount(account({ id: taken.id }))).rejects.toThrow(AlreadyExists);
      await accounts().createAccount(account({ name: taken.name.toUpperCase() }));
    });

    it('get ids of their own when several processes create them at once', async () => {
      const other = await database().open();
      try {
        const created = await Promise.all(
          Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? accounts() : other.accounts).createAccount(account())),
        );
        expect(new Set(created.map(({ id }) => id)).size).toBe(10);
      } finally {
        await other.close();
      }
    });

    it('are found with their membership in a space, by id, gid and key', async () => {
      const [space, elsewhere] = [await newSpace(storage()), await newSpace(storage())];
      const found = await accounts().createAccount(account());
      const membership: Membership = { space, account: found.id, role: 'write', permissions: 6, details: '{"a":1}' };
      await accounts().putMembership(membership);
      const key = sha256(found.gid);
      await accounts().addKey(key, found.id, 5);
      expect(await accounts().findInSpace(found.id, space)).toEqual({ account: found, membership });
      expect(await accounts().findByGid(found.gid, space)).toEqual({ account: found, membership });
      expect(await accounts().findByKey(key, space)).toEqual({ account: found, membership });
      expect(await accounts().findInSpace(found.id, elsewhere)).toEqual({ account: found, membership: undefined });
      expect(await accounts().findByKey(key, elsewhere)).toEqual({ account: found, membership: undefined });
      await expect(accounts().addKey(key, found.id, 6)).rejects.toThrow(AlreadyExists);
    });

    it('are never older than the last change, whoever made it', async () => {
      const space = await newSpace(storage());
      const { id, gid } = await accounts().createAccount(account());
      const seen = async () => [await accounts().findInSpace(id, space), await accounts().findByGid(gid, space)];
      const other = await database().open();
      try {
        for (const [at, changer] of [accounts(), other.accounts, accounts(), other.accounts].entries()) {
          // Twice, so that the second answer could come from memory.
          for (const found of [...(await seen()), ...(await seen())]) expect(found?.account.generation).toBe(at);
          await changer.invalidateTokens(id);
        }
        for (const role of ['read', 'staff'] as const) {
          await other.accounts.putMembership({ space, account: id, role, permissions: 0, details: '{}' });
          for (const found of await seen()) expect(found?.membership?.role).toBe(role);
        }
      } finally {
        await other.close();
      }
    });

    it('are not found where they are not', async () => {
      const space = await newSpace(storage());
      expect(await accounts().findByName('nobody\u0000')).toBeUndefined();
      expect(await accounts().findByName('nobody')).toBeUndefined();
      expect(await accounts().findInSpace(987_654_321, space)).toBeUndefined();
      expect(await accounts().findInSpace(1e300, space)).toBeUndefined();
      expect(await accounts().findByGid(randomUUID(), space)).toBeUndefined();
      expect(await accounts().findByKey(sha256('none'), space)).toBeUndefined();
    });

    it('change their password and generation', async () => {
      const changed = await accounts().createAccount(account());
      await accounts().updatePassword(changed.id, 'new hash');
      await accounts().invalidateTokens(changed.id);
      await accounts().invalidateTokens(changed.id);
      expect(await accounts().findByName(changed.name)).toEqual({ ...changed, passwordHash: 'new hash', generation: 2 });
    });

    it('are members of spaces, in one role each', async () => {
      const space = await newSpace(storage());
      const [one, two] = [await accounts().createAccount(account()), await accounts().createAccount(account())];
      const member = (id: number, more: Partial<Membership> = {}): Membership => ({
        space,
        account: id,
        role: 'read',
        permissions: 0,
        details: '{}',
        ...more,
      });
      await accounts().putMembership(member(two.id));
      await accounts().putMembership(member(one.id));
      await accounts().putMembership(member(one.id, { role: 'staff', permissions: 2 }));
      expect(await accounts().listMembers(space)).toEqual([
        { account: one, membership: member(one.id, { role: 'staff', permissions: 2 }) },
        { account: two, membership: member(two.id) },
      ]);
      const elsewhere = await newSpace(storage());
      await accounts().putMembership(member(one.id, { space: elsewhere }));
      const spaces = (await accounts().listMemberships(one.id)).map((each) => each.space);
      expect(spaces).toEqual([space, elsewhere].sort());

      await accounts().removeMembers(space);
      expect(await accounts().listMembers(space)).toEqual([]);
      expect((await accounts().listMemberships(one.id)).map((each) => each.space)).toEqual([elsewhere]);
      expect((await accounts().findByGid(two.gid, space))?.membership).toBeUndefined();
    });
  });
}
