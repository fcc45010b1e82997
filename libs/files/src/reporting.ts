import { StorageUnavailable } from '#records';

/**
 * Runs `work`; what fails in it is the store's fault.
 * @throws StorageUnavailable
 */
export async function reporting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StorageUnavailable(error);
  }
}
