import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Account,
  type AccountChanges,
  type AccountDraft,
  type AccountInSpace,
  type AccountStore,
  AlreadyExists,
  type MemberQuery,
  type Membership,
  RecordNotFound,
  type SpaceId,
} from '#records';
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

const raised = ({ account: { generation } }: AccountInSpace): AccountChanges => ({ generation: generation + 1 });

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
          await changer.changeAccount(id, space, raised);
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

    it('change in what they are told to and in nothing else', async () => {
      const space = await newSpace(storage());
      const before = await accounts().createAccount(account({ passwordHash: 'old', profile: { a: '1' } }));
      const seen: unknown[] = [];
      const decided = (changes: AccountChanges) =>
        accounts().changeAccount(before.id, space, (found) => {
          seen.push(found);
          return changes;
        });
      const unchanged = { account: before, membership: undefined };
      expect(await decided({})).toEqual({ before: unchanged, after: unchanged });
      const after = { ...before, passwordHash: 'new', generation: 7, status: 'inactive' as const, profile: { b: 'Ü' } };
      const { id, gid, name, operator, ...changes } = after;
      const changed = { account: after, membership: undefined };
      expect(await decided(changes)).toEqual({ before: unchanged, after: changed });
      const membership = { space, account: id, role: 'read', permissions: 6, details: '{}' };
      expect(await decided({ membership: { permissions: 6 } })).toEqual({
        before: changed,
        after: { account: after, membership },
      });
      await decided({ membership: { role: 'staff', details: '{"x":1}' } });
      const member = { ...membership, role: 'staff', details: '{"x":1}' };
      expect(await accounts().findInSpace(id, space)).toEqual({ account: after, membership: member });
      expect([gid, name, operator]).toEqual([before.gid, before.name, before.operator]);
      expect(seen).toEqual([unchanged, unchanged, changed, { account: after, membership }]);
    });

    it('stay as they are where the change is refused, and are not found where they are not', async () => {
      const space = await newSpace(storage());
      const { id, name } = await accounts().createAccount(account());
      const refuse = (): never => {
        throw new RangeError('no');
      };
      await expect(accounts().changeAccount(id, space, refuse)).rejects.toThrow(RangeError);
      await expect(accounts().removeMember(id, space, refuse)).rejects.toThrow(RangeError);
      expect((await accounts().findByName(name))?.generation).toBe(0);
      await expect(accounts().changeAccount(987_654_321, space, raised)).rejects.toThrow(RecordNotFound);
      await expect(accounts().removeMember(987_654_321, space, () => undefined)).rejects.toThrow(RecordNotFound);
    });

    it('let the second of two changes that race see the first', async () => {
      const space = await newSpace(storage());
      const other = await database().open();
      try {
        const { id } = await accounts().createAccount(account());
        // Whoever comes second must find what he was told about changed, so exactly one goes through.
        const change = (store: AccountStore, to: string) =>
          store.changeAccount(id, space, ({ account: { generation } }) => {
            if (generation !== 0) throw new RangeError('changed meanwhile');
            return { generation: 1, profile: { to } };
          });
        const outcomes = await Promise.allSettled(
          Array.from({ length: 8 }, (_, at) => change(at % 2 === 0 ? accounts() : other.accounts, String(at))),
        );
        const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.after] : []));
        expect(done).toHaveLength(1);
        expect(await accounts().findInSpace(id, space)).toEqual(done[0]);
        // Changes of different parts of it are all kept.
        const raise = (at: number) => (at % 2 === 0 ? accounts() : other.accounts).changeAccount(id, space, raised);
        await Promise.all([
          ...Array.from({ length: 10 }, (_, at) => raise(at)),
          other.accounts.putMembership({ space, account: id, role: 'write', permissions: 3, details: '{}' }),
        ]);
        const after = await accounts().findInSpace(id, space);
        expect(after?.account.generation).toBe(11);
        expect(after?.membership?.permissions).toBe(3);
      } finally {
        await other.close();
      }
    });

    it('are created as members in one go', async () => {
      const space = await newSpace(storage());
      const membership = { space, role: 'read', permissions: 0, details: '{}' } as const;
      const draft = account();
      const { id } = await accounts().createAccount(draft, membership);
      expect((await accounts().findInSpace(id, space))?.membership).toEqual({ ...membership, account: id });
      await expect(accounts().createAccount(draft, membership)).rejects.toThrow(AlreadyExists);
      expect(await accounts().listMembers(space)).toHaveLength(1);
    });

    it('leave a space, and go when it was their last one', async () => {
      const [space, elsewhere] = [await newSpace(storage()), await newSpace(storage())];
      const { id, name, gid } = await accounts().createAccount(account());
      for (const each of [space, elsewhere]) await accounts().changeAccount(id, each, () => ({ membership: {} }));
      await accounts().addKey(sha256(`key of ${id}`), id, 0);
      const leave = (from: string) => accounts().removeMember(id, from, () => undefined);
      await leave(space);
      expect(await accounts().findInSpace(id, space)).toMatchObject({ account: { name }, membership: undefined });
      await leave(space);
      expect(await accounts().findByName(name)).toBeDefined();
      await leave(elsewhere);
      expect(await accounts().findByName(name)).toBeUndefined();
      expect(await accounts().findByGid(gid, space)).toBeUndefined();
      expect(await accounts().findByKey(sha256(`key of ${id}`), space)).toBeUndefined();
      await expect(leave(elsewhere)).rejects.toThrow(RecordNotFound);
    });

    it('stay without any space where they are operators', async () => {
      const space = await newSpace(storage());
      const { id, name } = await accounts().createAccount(account({ operator: true }));
      await accounts().removeMember(id, space, () => undefined);
      expect((await accounts().findByName(name))?.id).toBe(id);
    });

    it('never get the id of one that is gone', async () => {
      const space = await newSpace(storage());
      const [one, two] = [await accounts().createAccount(account()), await accounts().createAccount(account())];
      for (const { id } of [two, one]) await accounts().removeMember(id, space, () => undefined);
      const next = await accounts().createAccount(account());
      expect(next.id).toBe(two.id + 1);
      await expect(accounts().createAccount(account({ id: two.id }))).rejects.toThrow(AlreadyExists);
      await expect(accounts().createAccount(account({ id: one.id }))).rejects.toThrow(AlreadyExists);
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

    describe('of a space', () => {
      const inTurn = async (space: SpaceId, ...permissions: readonly number[]) => {
        const made: Account[] = [];
        for (const [at, mask] of permissions.entries()) {
          const draft = account({ name: `Member ${at} ${randomUUID()}`, profile: { display_name: `$.Shown "${at}"` } });
          made.push(await accounts().createAccount(draft, { space, role: 'read', permissions: mask, details: '{}' }));
        }
        return made;
      };

      it('come in pages by id, from either side', async () => {
        const [space, elsewhere] = [await newSpace(storage()), await newSpace(storage())];
        const ids = (await inTurn(space, 0, 0, 0, 0, 0)).map(({ id }) => id);
        await inTurn(elsewhere, 0);
        const page = async (query: MemberQuery) => {
          const { items, more } = await accounts().pageMembers(space, query);
          return [items.map(({ account: { id } }) => ids.indexOf(id)), more];
        };
        const [, second, , fourth] = ids;
        expect(await page({ limit: 2 })).toEqual([[0, 1], true]);
        expect(await page({ limit: 5 })).toEqual([[0, 1, 2, 3, 4], false]);
        expect(await page({ limit: 2, after: second! })).toEqual([[2, 3], true]);
        expect(await page({ limit: 2, before: fourth!, descending: true })).toEqual([[2, 1], true]);
        expect(await page({ limit: 2, after: second!, before: fourth! })).toEqual([[2], false]);
        expect(await page({ limit: 3, after: ids.at(-1)! })).toEqual([[], false]);
        expect(await page({ limit: 3, after: -(2 ** 31), before: 2 ** 31 - 1 })).toEqual([[0, 1, 2], true]);
      });

      it('are found by what they are, all conditions together', async () => {
        const space = await newSpace(storage());
        const [first, second, third, robot] = await inTurn(space, 1, 3, 12, 2);
        await accounts().addKey(sha256(`robot ${robot!.id}`), robot!.id, 0);
        const found = async (query: Omit<MemberQuery, 'limit'>) =>
          (await accounts().pageMembers(space, { ...query, limit: 10 })).items.map(({ account: { id } }) => id);
        const idsOf = (...some: readonly (Account | undefined)[]) => some.map((each) => each!.id);
        expect(await found({})).toEqual(idsOf(first, second, third, robot));
        expect(await found({ persons: true })).toEqual(idsOf(first, second, third));
        expect(await found({ name: second!.name })).toEqual(idsOf(second));
        expect(await found({ name: second!.name.toUpperCase() })).toEqual([]);
        expect(await found({ nameContains: 'ember 2' })).toEqual(idsOf(third));
        expect(await found({ nameContains: 'EMBER 2' })).toEqual([]);
        expect(await found({ nameContains: '%' })).toEqual([]);
        expect(await found({ nameContains: '' })).toEqual(idsOf(first, second, third, robot));
        expect(await found({ profile: { display_name: '$.Shown "1"' } })).toEqual(idsOf(second));
        expect(await found({ profile: { other: '$.Shown "1"' } })).toEqual([]);
        expect(await found({ allPermissions: 3 })).toEqual(idsOf(second));
        expect(await found({ allPermissions: 0 })).toEqual(idsOf(first, second, third, robot));
        expect(await found({ anyPermissions: [9] })).toEqual(idsOf(first, second, third));
        expect(await found({ anyPermissions: [9, 2] })).toEqual(idsOf(second));
        expect(await found({ anyPermissions: [0] })).toEqual([]);
        expect(await found({ anyPermissions: [2], persons: true, nameContains: 'Member' })).toEqual(idsOf(second));
        expect(await found({ nameContains: '\0' })).toEqual([]);
      });
    });
  });
}
