import type { StoredBlob } from '#records';
import type { ZipMember } from '../http/zip.js';
import type { RegisterOptions } from '../register.options.js';
import type { RegisterContents } from '../use-cases/export-archive.use-case.js';
import { serializeBlobs } from './blob.serializer.js';
import { serializeContext } from './context.serializer.js';
import { streamEntries } from './entry.serializer.js';
import { serializeRootProof } from './proof.serializer.js';

/** The files of an archive: what the resources of the same names show, whole (contract §3.11). */
export function serializeArchive(
  { description, blobs, entries }: RegisterContents,
  options: Pick<RegisterOptions, 'licence' | 'copyright'>,
): readonly ZipMember[] {
  const { schema, sizes, rootHash } = description;
  const columns = schema.attributes.map(({ name }) => name);
  const member = (path: string, pieces: ZipMember['pieces']): ZipMember => ({ path: `${schema.register}/${path}`, pieces });
  return [
    member('context.json', () => [JSON.stringify(serializeContext(description, options))]),
    member('blobs/blobs.json', () => streamBlobs(blobs(), columns)),
    member('entries/entries.json', () => streamEntries(entries())),
    member('proofs.json', () => [JSON.stringify(serializeRootProof({ rootHash, size: sizes.entries }))]),
  ];
}

/** As `serializeBlobs`, page by page. */
async function* streamBlobs(pages: AsyncIterable<readonly StoredBlob[]>, columns: readonly string[]): AsyncGenerator<string> {
  let before = '{';
  for await (const page of pages) {
    yield before + serializeBlobs(page, columns).slice(1, -1);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
