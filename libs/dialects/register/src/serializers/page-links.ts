import type { MountedRegister } from '../addressing/mounted-register.js';
import { encodeSegment, type Link, queryString } from '../http/links.js';
import type { Suffix } from '../http/request-target.js';
import type { ListBlobsQuery } from '../use-cases/list-blobs.use-case.js';
import type { ListEntriesQuery } from '../use-cases/list-entries.use-case.js';
import type { ListRecordsQuery } from '../use-cases/list-records.use-case.js';

/** Of every collection (contract §2.8). */
export const defaultPageSize = 100;

/** From a record to its trail: without the suffix of the request (contract §3.1). */
export function trailLink({ base }: Pick<MountedRegister, 'base'>, key: string): Link {
  return { target: `${base}/records/${encodeSegment(key)}/entries`, rel: 'version-history' };
}

/** To the neighbours of a page of records, with suffix and filter of the request (contract §2.8). */
export function recordsPageLinks(
  { base }: Pick<MountedRegister, 'base'>,
  suffix: Suffix,
  { pageIndex, pageSize, filter }: ListRecordsQuery,
  more: boolean,
): Link[] {
  const target = (index: number): string => {
    const query = queryString([
      ['page-index', index],
      ['page-size', pageSize],
      ['name', filter?.name],
      ['value', filter?.value],
    ]);
    return `${base}/records${suffix}${query}`;
  };
  return [
    ...(more ? [{ target: target(pageIndex + 1), rel: 'next' as const }] : []),
    ...(pageIndex > 1 ? [{ target: target(pageIndex - 1), rel: 'previous' as const }] : []),
  ];
}

/** To the neighbours of a page of entries, with the suffix of the request and the limit that is not the default (contract §3.5). */
export function entriesPageLinks(
  { base }: Pick<MountedRegister, 'base'>,
  suffix: Suffix,
  { start, limit }: ListEntriesQuery,
  more: boolean,
): Link[] {
  const target = (from: number): string =>
    `${base}/entries${suffix}${queryString([
      ['start', from],
      ['limit', statedLimit(limit)],
    ])}`;
  // What is before a number that cannot be written as an integer is no page of this log.
  const previous = start > 1 && Number.isSafeInteger(start);
  return [
    ...(more ? [{ target: target(start + limit), rel: 'next' as const }] : []),
    ...(previous ? [{ target: target(Math.max(1, start - limit)), rel: 'previous' as const }] : []),
  ];
}

/** To the next page of blobs; there is none to the previous one (contract §3.7). */
export function blobsPageLinks(
  { base }: Pick<MountedRegister, 'base'>,
  suffix: Suffix,
  { after, limit }: Pick<ListBlobsQuery, 'after' | 'limit'>,
  more: boolean,
): Link[] {
  const query = queryString([
    ['cursor', after + limit],
    ['limit', statedLimit(limit)],
  ]);
  return more ? [{ target: `${base}/blobs${suffix}${query}`, rel: 'next' }] : [];
}

/** A limit as links state it: not where it is the default. */
export function statedLimit(limit: number): number | undefined {
  return limit === defaultPageSize ? undefined : limit;
}
