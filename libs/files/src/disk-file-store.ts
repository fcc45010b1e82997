import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ByteRange, type FileDraft, type FileHash, type FileStore, isFileHash } from '#records';
import { reporting } from './reporting.js';
import { removeStale, spool } from './spool.js';

const incoming = 'incoming';

/** Files in a folder: `<first two digits>/<hash>`, and what is being received in `incoming/`. */
export class DiskFileStore implements FileStore {
  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<DiskFileStore> {
    await removeStale(join(folder, incoming));
    return new DiskFileStore(folder);
  }

  async receive(bytes: AsyncIterable<Uint8Array>): Promise<FileDraft> {
    const { path, ...draft } = await spool(join(this.folder, incoming), bytes);
    // Renamed within one file system: nobody ever reads half a file, and a second one with the same bytes takes its place.
    return { ...draft, keep: () => reporting(() => this.place(path, draft.hash)) };
  }

  async size(hash: FileHash): Promise<number | undefined> {
    if (!isFileHash(hash)) return undefined;
    try {
      return (await stat(this.pathOf(hash))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      return reporting(() => Promise.reject(error));
    }
  }

  async read(hash: FileHash, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const file = await reporting(async () => open(this.pathOf(hash), 'r'));
    return file.createReadStream(range);
  }

  private async place(path: string, hash: FileHash): Promise<void> {
    const target = this.pathOf(hash);
    await mkdir(dirname(target), { recursive: true });
    await rename(path, target);
    await syncFolder(dirname(target));
  }

  /** @throws RangeError for what could lead out of the folder */
  private pathOf(hash: FileHash): string {
    if (!isFileHash(hash)) throw new RangeError(`'${hash}' is no hash of a file`);
    return join(this.folder, hash.slice(0, 2), hash);
  }
}

/** A file is found after a power cut only if its folder was written too. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and writes them by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
