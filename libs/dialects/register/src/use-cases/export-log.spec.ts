import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nobody, objectHash, openPolicy, type Role, systemClock, systemCollection } from '#records';
import { openStorage, type Storage } from '#storage';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { leafHashers } from '../hashing/leaf-hashers.js';
import { textSource } from '../rsf/rsf-source.js';
import { EraseRegister } from './erase-register.use-case.js';
import { ExportLog } from './export-log.use-case.js';
import { LoadRegisterLog } from './load-register-log.use-case.js';
import { LogErased } from './log-pages.js';

const total = 2500;
const policies = { register: openPolicy, unicat: openPolicy, pointercrate: { ...openPolicy } };

let storage: Storage;
beforeEach(async () => {
  storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: leafHashers });
  await fill('first');
});
afterEach(() => storage.close());

/** Puts a register of that many numbers into the empty storage. */
async function fill(text: string): Promise<void> {
  const definition = [
    ['field:n', { field: 'n', datatype: 'string', cardinality: '1' }],
    ['field:text', { field: 'text', datatype: 'string', cardinality: '1' }],
    ['register:n', { register: 'n', fields: ['n', 'text'] }],
  ] as const;
  if ((await storage.spaces.find('n')) === undefined) {
    const space = { id: 'n', gid: 'e3b0c442-98fc-4c14-9afb-f4c8996fb924', birth: 'register', visibility: 'public' } as const;
    await storage.spaces.create({ ...space, title: 'n', createdAt: 0 });
  }
  const stamp = { recordedAt: 0, recordedBy: nobody };
  await storage.store.write('n', async (tx) => {
    await tx.appendAll(definition.map(([key, fields]) => ({ collection: systemCollection('n'), key, fields, ...stamp })));
    const keys = Array.from({ length: total }, (_, at) => `k${at}`);
    await tx.appendAll(keys.map((key) => ({ collection: 'n', key, fields: { n: key, text }, ...stamp })));
  });
}

async function exported(from = 0, to?: number, role?: Role, birth: 'register' | 'pointercrate' = 'register') {
  const space = await storage.spaces.find('n');
  if (space === undefined) throw new Error('There is no register');
  const register: MountedRegister = {
    name: 'n',
    collection: 'n',
    space: { ...space, birth },
    base: '',
    role,
    erasable: true,
  };
  return new ExportLog(storage.store, policies).execute(register, { from, to });
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('a log of several pages', () => {
  it('is complete, in order, and loads again', async () => {
    const log = await whole(await exported());
    const keys = [...log.matchAll(/^append-entry\tuser\t(\w+)\t/gm)].map(([, key]) => key);
    expect(keys).toEqual(Array.from({ length: total }, (_, at) => `k${at}`));
    expect(log.match(/^add-item\t/gm)).toHaveLength(total + 3);
    const empty = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: leafHashers });
    await new LoadRegisterLog(empty.store, empty.spaces, systemClock).execute({
      space: 'n',
      source: textSource(log),
      recordedBy: nobody,
      validation: 'strict',
      mayCreate: true,
    });
    expect((await empty.store.latest('n').head('n')).entries).toBe(total);
    await empty.close();
  });

  it('stays what it was when it was begun, whatever is appended meanwhile', async () => {
    const before = await whole(await exported());
    const pieces = await exported();
    const { value: first } = await pieces.next();
    await storage.store.write('n', (tx) =>
      tx.append({ collection: 'n', key: 'late', fields: { n: 'late' }, recordedAt: 0, recordedBy: nobody }),
    );
    expect(first + (await whole(pieces))).toBe(before);
    expect(await whole(await exported(0, total))).toBe(before);
  });

  it.each([0, 1, 3, 5])('fails when it is erased after %i pieces', async (taken) => {
    const pieces = await exported();
    for (let at = 0; at <= taken; at += 1) await pieces.next();
    const space = await storage.spaces.find('n');
    await new EraseRegister(storage.store).execute({ name: 'n', collection: 'n', space: space! });
    await expect(whole(pieces)).rejects.toThrow(LogErased);
  });

  it.each([0, 3, 6])('fails when it is another one after %i pieces', async (taken) => {
    const pieces = await exported();
    for (let at = 0; at <= taken; at += 1) await pieces.next();
    const space = await storage.spaces.find('n');
    await new EraseRegister(storage.store).execute({ name: 'n', collection: 'n', space: space! });
    await fill('second');
    await expect(whole(pieces)).rejects.toThrow(LogErased);
  });

  it('lets others have their turn', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await whole(await exported(1, total));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  it('is not for readers from whom something may be withheld, but for staff', async () => {
    const refused = await exported(0, undefined, 'read', 'pointercrate');
    await expect(refused.next()).rejects.toThrow('withheld');
    expect((await (await exported(0, undefined, 'staff', 'pointercrate')).next()).done).toBe(false);
  });
});
