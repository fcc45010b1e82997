import type { StoredBlob } from '#records';
import type { MountedRegister } from '../../addressing/mounted-register.js';
import { type Link, queryString } from '../../http/links.js';
import type { Suffix } from '../../http/request-target.js';
import { serializeHash } from '../entry.serializer.js';
import { statedLimit } from '../page-links.js';

/**
 * To the next page of blobs, which is named by its first (contract §4.2).
 * @param next first blob after the page, where there is one
 */
export function blobsPageLinks(
  { base }: Pick<MountedRegister, 'base'>,
  suffix: Suffix,
  limit: number,
  next: Pick<StoredBlob, 'objectHash'> | undefined,
): Link[] {
  if (next === undefined) return [];
  const query = queryString([
    ['start', serializeHash(next.objectHash)],
    ['limit', statedLimit(limit)],
  ]);
  return [{ target: `${base}/blobs${suffix}${query}`, rel: 'next' }];
}
