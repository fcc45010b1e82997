import type { MountedRegister } from '../addressing/mounted-register.js';
import { encodeSegment, type Link, queryString } from '../http/links.js';
import type { Suffix } from '../http/request-target.js';
import type { ListRecordsQuery } from '../use-cases/list-records.use-case.js';

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
