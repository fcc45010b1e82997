import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EntryDraft,
  type LeafHasher,
  leafHash,
  objectHash,
  type RecordFields,
  type Space,
  type SpaceId,
  spaceGid,
} from '#records';
import { openStorage, type Storage, type StorageOptions } from '#storage';
import { postgresServer } from '../../support/postgres-server.js';

/** A database made for one suite, on which any number of storages may be opened, as if each were a process. */
export interface TestDatabase {
  readonly url: string;
  open(options?: Partial<StorageOptions>): Promise<Storage>;
  remove(): Promise<void>;
}

export const digester = { digest: objectHash };

/** Two trees, so that they cannot be mistaken for one another. */
export const trees: readonly LeafHasher[] = ['first', 'second'].map((tree) => ({
  tree,
  hash: ({ number, key, objectHash: digest }) => leafHash(`${tree} ${number} ${key} ${digest}`),
}));

function testDatabase(url: string, remove: () => Promise<void>): TestDatabase {
  return { url, remove, open: (options = {}) => openStorage({ url, digester, trees, ...options }) };
}

export async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-storage-'));
  return testDatabase(`sqlite:${join(folder, 'gateway.sqlite')}`, () => rm(folder, { recursive: true, force: true }));
}

export async function memoryDatabase(): Promise<TestDatabase> {
  return testDatabase('sqlite::memory:', async () => undefined);
}

/** @param serverUrl of the PostgreSQL that the run has started */
export async function postgresDatabase(serverUrl: string): Promise<TestDatabase> {
  const server = postgresServer(serverUrl);
  const url = await server.createDatabase();
  return testDatabase(url, () => server.dropDatabase(url));
}

export function space(id: SpaceId = `s${randomBytes(6).toString('hex')}`, more: Partial<Space> = {}): Space {
  return { id, gid: spaceGid(id), birth: 'register', visibility: 'public', title: `Space ${id}`, createdAt: 0, ...more };
}

/** A new space under a random name. */
export async function newSpace(storage: Storage): Promise<SpaceId> {
  const created = space();
  await storage.spaces.create(created);
  return created.id;
}

export const collection = 'country';

export function draft(key: string, fields: RecordFields, more: Partial<EntryDraft> = {}): EntryDraft {
  return { collection, key, fields, recordedAt: 1000, recordedBy: '7', ...more };
}

/** The drafts in one write, all or nothing. */
export function append(storage: Storage, into: SpaceId, ...drafts: readonly EntryDraft[]) {
  return storage.store.write(into, (tx) => tx.appendAll(drafts));
}

/** A promise that is resolved from outside: holds a transaction open at a known point. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
