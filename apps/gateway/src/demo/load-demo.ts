import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashApiKey, hashPassword } from '#auth';
import { ImportDemonlist } from '#dialects/pointercrate';
import { fileSource, LoadRegisterLog } from '#dialects/register';
import { ImportProject } from '#dialects/unicat';
import { derivedId, nobody, systemClock } from '#records';
import type { Platform } from '../platform.module.js';

export const demoKey = 'demo-reader-key';
export const demoOperator = { name: 'ops', password: 'ops-demo-password' };

/** Told after each step: what was loaded, how many steps are done, how many there are. */
export type Progress = (what: string, done: number, of: number) => void;

export class DemoInterrupted extends Error {
  constructor() {
    super('Loading the demo data was interrupted. Remove the database and start again, or set DEMO_DATA=false.');
    this.name = 'DemoInterrupted';
  }
}

/**
 * Fills an empty database with the demo data; leaves any other alone.
 * @param folder where the data lies: `register/*.rsf`, `pointercrate/sample.json`, `unicat/sample.json`
 * @returns whether it was loaded now
 * @throws DemoInterrupted where an earlier load did not come to its end
 */
export async function loadDemo(platform: Platform, folder: string, progress: Progress): Promise<boolean> {
  if ((await platform.spaces.list()).length > 0) {
    // The key is the last thing loaded; the account that it belongs to is the first.
    const started = await platform.accounts.findByName(keyAccount);
    if (started !== undefined && (await platform.accounts.findByKey(hashApiKey(demoKey), '')) === undefined)
      throw new DemoInterrupted();
    return false;
  }
  const reader = await createReader(platform);
  const logs = (await readdir(join(folder, 'register'))).filter((name) => name.endsWith('.rsf')).sort();
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['demonlist', () => importDemonlist(platform, folder)],
    ['noorderlicht', () => importProjects(platform, folder)],
    ...logs.map((name) => [name.replace(/\.rsf$/, ''), () => loadRegister(platform, join(folder, 'register', name))] as const),
  ];
  for (const [at, [what, load]] of steps.entries()) {
    await load();
    progress(what, at + 1, steps.length);
  }
  await createOperator(platform);
  await openToReader(platform, reader);
  return true;
}

const keyAccount = 'demo-reader';

async function createReader(platform: Platform): Promise<number> {
  const { id } = await platform.accounts.createAccount({
    // Beyond the ids that the demonlist brings with it.
    id: 1001,
    gid: derivedId('account', keyAccount),
    name: keyAccount,
    passwordHash: undefined,
    generation: 0,
    status: 'active',
    operator: false,
    profile: { name: 'Demo reader' },
  });
  return id;
}

async function createOperator({ accounts }: Platform): Promise<void> {
  await accounts.createAccount({
    gid: derivedId('account', demoOperator.name),
    name: demoOperator.name,
    passwordHash: await hashPassword(demoOperator.password),
    generation: 0,
    status: 'active',
    operator: true,
    profile: { name: 'Demo operator' },
  });
}

async function openToReader({ accounts, spaces }: Platform, account: number): Promise<void> {
  for (const { id } of await spaces.list()) {
    await accounts.putMembership({ space: id, account, role: 'read', permissions: 0, details: '{}' });
  }
  await accounts.addKey(hashApiKey(demoKey), account, systemClock.now());
}

async function importDemonlist({ store, spaces, accounts }: Platform, folder: string): Promise<void> {
  const fixture: unknown = JSON.parse(await readFile(join(folder, 'pointercrate/sample.json'), 'utf8'));
  await new ImportDemonlist(store, spaces, accounts).execute({ space: 'demonlist', title: 'Demonlist', fixture });
}

async function importProjects({ store, spaces, accounts }: Platform, folder: string): Promise<void> {
  const fixture: unknown = JSON.parse(await readFile(join(folder, 'unicat/sample.json'), 'utf8'));
  await new ImportProject(store, spaces, accounts).execute({ space: 'noorderlicht', foreignSpace: 'foreign', fixture });
}

async function loadRegister({ store, spaces }: Platform, file: string): Promise<void> {
  const useCase = new LoadRegisterLog(store, spaces, systemClock);
  await useCase.execute({ source: fileSource(file), recordedBy: nobody, validation: 'strict', mayCreate: true });
}
