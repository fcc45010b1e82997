import type { FileStore } from '#records';
import { DiskFileStore } from './disk-file-store.js';
import { MemoryFileStore } from './memory-file-store.js';
import { S3FileStore } from './s3-file-store.js';

/**
 * @param url `file:./folder`, `memory:` or `s3://bucket/prefix?region=…&endpoint=…`
 * @throws RangeError where the URL names no known store
 */
export async function openFileStore(url: string): Promise<FileStore> {
  if (url === 'memory:') return new MemoryFileStore();
  if (url.startsWith('file:')) return DiskFileStore.open(url.slice('file:'.length));
  if (url.startsWith('s3://')) return openS3(new URL(url));
  throw new RangeError(`No file store for the URL scheme '${url.split(':', 1)[0]}'`);
}

function openS3({ hostname, pathname, searchParams }: URL): Promise<FileStore> {
  const folder = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, '');
  return S3FileStore.open({
    name: hostname,
    prefix: folder === '' ? '' : `${folder}/`,
    region: searchParams.get('region') ?? 'us-east-1',
    endpoint: searchParams.get('endpoint') ?? undefined,
  });
}
