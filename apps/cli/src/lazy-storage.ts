import type { FileStore } from '#records';
import type { Storage } from '#storage';

/** The gateway's storage, opened by the first command that asks for it: some need neither settings nor a database. */
export class LazyStorage {
  private opened: Promise<Storage> | undefined;

  /**
   * @throws InvalidSetting
   * @throws StorageUnavailable
   */
  open(): Promise<Storage> {
    this.opened ??= openConfigured();
    return this.opened;
  }

  /**
   * The store of the files of assets, which need not be closed.
   * @throws InvalidSetting
   */
  async openFiles(): Promise<FileStore> {
    const { readConfig } = await import('../../gateway/src/config/gateway-config.js');
    const { openFileStore } = await import('#files');
    return openFileStore(readConfig(process.env).filesUrl);
  }

  async close(): Promise<void> {
    // What could not be opened was told to whoever asked for it.
    const storage = await this.opened?.catch(() => undefined);
    await storage?.close();
  }
}

/** Loads the gateway when it is needed, since that takes longer than many a command. */
async function openConfigured(): Promise<Storage> {
  const { readConfig } = await import('../../gateway/src/config/gateway-config.js');
  const { openGatewayStorage } = await import('../../gateway/src/create-gateway.js');
  return openGatewayStorage(readConfig(process.env));
}
