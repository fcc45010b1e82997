import { open } from 'node:fs/promises';

/** A log that can be read at any place, as often as needed. */
export interface RsfSource {
  open(): Promise<OpenedRsf>;
}

export interface OpenedRsf {
  /**
   * Fills the buffer with the bytes from `position` on.
   * @returns how many there were; fewer than fit only at the end
   */
  read(into: Buffer, position: number): Promise<number>;
  close(): Promise<void>;
}

/** A file, which must not change while it is read. */
export function fileSource(path: string): RsfSource {
  return {
    async open() {
      const file = await open(path);
      return {
        async read(into, position) {
          let filled = 0;
          while (filled < into.length) {
            const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled);
            if (bytesRead === 0) break;
            filled += bytesRead;
          }
          return filled;
        },
        close: () => file.close(),
      };
    },
  };
}

/** A small log that is in memory anyway. */
export function textSource(log: string | Buffer): RsfSource {
  const bytes = typeof log === 'string' ? Buffer.from(log) : log;
  return {
    open: async () => ({
      read: async (into, position) => (position < bytes.length ? bytes.copy(into, 0, position) : 0),
      close: async () => undefined,
    }),
  };
}
