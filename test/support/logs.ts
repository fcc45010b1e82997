import { fileURLToPath } from 'node:url';
import { fileSource, LoadRegisterLog, textSource } from '#dialects/register';
import { nobody, spaceGid, systemClock, systemCollection } from '#records';
import type { Start } from './gateway.js';

type Storage = Parameters<NonNullable<Start['prepare']>>[0];

/** An otherwise empty gateway that holds one register, loaded from a text or a file. */
export function holding(register: string, log: string | URL): Start {
  const prepare = async ({ store, spaces }: Storage): Promise<void> => {
    const source = typeof log === 'string' ? textSource(log) : fileSource(fileURLToPath(log));
    const load = new LoadRegisterLog(store, spaces, systemClock);
    await load.execute({ space: register, source, recordedBy: nobody, validation: 'strict', mayCreate: true });
  };
  return { data: 'empty', prepare };
}

/** A gateway with the demo data and a register that nobody has defined. */
export function beside(undefinedRegister: string): Start {
  return {
    data: 'demo',
    prepare: ({ spaces }) =>
      spaces.create({
        id: undefinedRegister,
        gid: spaceGid(undefinedRegister),
        birth: 'register',
        visibility: 'public',
        title: undefinedRegister,
        createdAt: systemClock.now(),
      }),
  };
}

/** A gateway with the demo data, of which one register was emptied. */
export function without(register: string): Start {
  return {
    data: 'demo',
    prepare: ({ store }) =>
      store.write(register, async (tx) => {
        await tx.clear(register);
        await tx.clear(systemCollection(register));
      }),
  };
}
