import { createHmac } from 'node:crypto';
import { type FileHash, hasEnded, type RecordFields, type StoredRecord, textOf } from '#records';
import type { TransformOptions } from '../images/transform-options.js';
import type { Gid } from '../wire/schema.js';
import { fileAttribute } from './asset-log.js';
import { endDateAttribute } from './register-attributes.js';
import type { StoragePathname } from './storage-pathname.js';

/** A file that anybody may fetch who knows its address. */
export interface Publication {
  /** The file of the asset as it was uploaded, or what a transform made of it. */
  readonly kind: 'original' | 'transform';
  readonly asset: Gid;
  readonly file: FileHash;
  /** What it is fetched as; the last part of its address. */
  readonly name: string;
  readonly mediaType: string;
}

/** The attribute by which the publications of an asset are found. */
export const assetAttribute = 'asset';

export function publicationFields({ kind, asset, file, name, mediaType }: Publication): RecordFields {
  return { kind, [assetAttribute]: asset, [fileAttribute]: file, name, 'media-type': mediaType };
}

export function withdrawnFields(publication: Publication, endDate: string): RecordFields {
  return { ...publicationFields(publication), [endDateAttribute]: endDate };
}

/** @returns undefined for what was withdrawn */
export function readPublication({ fields }: Pick<StoredRecord, 'fields'>): Publication | undefined {
  if (hasEnded(fields)) return undefined;
  return {
    kind: textOf(fields, 'kind') === 'original' ? 'original' : 'transform',
    asset: textOf(fields, assetAttribute) ?? '',
    file: textOf(fields, fileAttribute) ?? '',
    name: textOf(fields, 'name') ?? '',
    mediaType: textOf(fields, 'media-type') ?? '',
  };
}

/** Bytes: as many as make guessing hopeless. */
const keyLength = 16;

/**
 * The part of an address that nobody can guess. The same file published in the same way has the same one, so that publishing
 * again changes nothing; each version of an asset has its own, so that what an address shows never changes.
 * @param secret of the gateway
 * @param source the file of that version: after a backup was restored, versions come again with others
 */
export function publicationKey(
  secret: string,
  project: Gid,
  { gid, version }: Pick<StoragePathname, 'gid' | 'version'>,
  source: FileHash,
  options: TransformOptions | undefined,
): string {
  const { force: _, ...look } = options ?? { force: false };
  const subject = JSON.stringify(['unicat media', project, gid, version, source, options === undefined ? null : look]);
  return createHmac('sha256', secret).update(subject).digest().subarray(0, keyLength).toString('base64url');
}

/** Path of a published file, as it stands in a URL. */
export function publicationPath(project: Gid, key: string, name: string): string {
  // The client takes the last part for the name of its local file, so nothing is encoded that need not be.
  return `/media/p-${project}/${key}/${encodeURIComponent(name).replaceAll('%40', '@')}`;
}
