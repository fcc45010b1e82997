/** 64 lower-case hex digits: SHA-256 over the bytes of a file. */
export type FileHash = string;

/** Whether a text out of a log, which may come from elsewhere, can be the hash of a file. */
export const isFileHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Bytes from `start` to `end`, both included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes that were taken in and are gone unless they are kept. One of `keep` and `discard` is called, once. */
export interface FileDraft {
  readonly hash: FileHash;
  readonly size: number;
  bytes(): Promise<Buffer>;
  /** Stored when it resolves; storing the same bytes again is nothing. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Where the bytes of files lie, beside the records that describe them. Addressed by content, so that a file never changes
 * and bytes can be stored before the record that names them: a write that fails leaves nothing but bytes that nobody knows.
 */
export interface FileStore {
  /**
   * Whatever the bytes throw is thrown on, and nothing is left.
   * @throws StorageUnavailable
   */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<FileDraft>;
  /** Size in bytes; undefined where it is not stored, as nothing is under what is no hash. */
  size(hash: FileHash): Promise<number | undefined>;
  /**
   * The bytes of a file that is stored, all of them or a range within its size.
   * @throws StorageUnavailable
   */
  read(hash: FileHash, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
}
