import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, NotAuthenticated, objectHash, spaceGid } from '#records';
import { openStorage, type Storage } from '#storage';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import type { PointercrateOptions } from '../pointercrate.options.js';
import { FindSpace } from './find-space.js';
import { ChangeOwnAccount, DeleteOwnAccount } from './own-account.use-cases.js';

const space = 'demonlist';
const conditions = { 'if-match': '*' };

describe('a caller whose password was changed after he was recognised', () => {
  let storage: Storage;
  let caller: Caller;
  let after: Account;

  beforeAll(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    await storage.spaces.create({
      ...{ id: space, gid: spaceGid(space), birth: 'pointercrate', visibility: 'private', title: '', createdAt: 0 },
    });
    const member = { space, role: 'read', permissions: 0, details: '{}' } as const;
    const account = await storage.accounts.createAccount(
      { gid: 'g', name: 'ines', passwordHash: 'old', generation: 0, status: 'active', operator: false, profile: {} },
      member,
    );
    caller = { space, account, membership: { ...member, account: account.id } };
    const changed = { passwordHash: 'new', generation: 1 };
    after = (await storage.accounts.changeAccount(account.id, space, () => changed)).after.account;
  });
  afterAll(() => storage.close());

  it('changes and deletes nothing', async () => {
    const findSpace = new FindSpace(storage.spaces);
    const lists = new Demonlists(storage.store, { now: () => 0 }, { space } as PointercrateOptions, findSpace);
    const change = new ChangeOwnAccount(storage.accounts, findSpace);
    const changes = [{ password: 'a third password' }, { display_name: 'Ines' }, {}];
    for (const each of changes) await expect(change.execute(caller, each, conditions)).rejects.toThrow(NotAuthenticated);
    await expect(new DeleteOwnAccount(storage.accounts, lists).execute(caller, conditions)).rejects.toThrow(NotAuthenticated);
    expect(await storage.accounts.findByName('ines')).toEqual(after);
  });
});
