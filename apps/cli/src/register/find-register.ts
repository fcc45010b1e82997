import { type MountedRegister, RegisterLocator, RegisterNotFound } from '#dialects/register';
import type { Storage } from '#storage';

/**
 * A register as operators see it: all of it.
 * @throws RegisterNotFound
 */
export async function findRegister({ store, spaces }: Storage, name: string): Promise<MountedRegister> {
  const place = await new RegisterLocator(store, spaces).find(name);
  if (place === undefined) throw new RegisterNotFound(name);
  return { ...place, base: `/registers/${name}`, role: 'staff', erasable: false };
}
