import { isUuid4 } from '#records';
import { BadParameter } from '../errors/unicat-errors.js';
import type { Gid } from '../wire/schema.js';

/** How the DAM names the file of an asset: `<gid>~<version><extension>` (contract §5). */
export interface StoragePathname {
  readonly gid: Gid;
  readonly version: number;
  /** With its dot; empty where the name has none. */
  readonly extension: string;
}

/**
 * @param text percent-decoded
 * @throws BadParameter
 */
export function readStoragePathname(text: string): StoragePathname {
  const [, gid = '', version = '', extension = ''] = /^([^~]*)~([1-9]\d{0,8})(\.[^/]*)?$/.exec(text) ?? [];
  if (!isUuid4(gid)) throw new BadParameter('pathname');
  return { gid, version: Number(version), extension };
}
