import { type FileHash, hasEnded, type RecordFields, type StoredRecord, textOf } from '#records';
import type { AssetDocument } from '../wire/asset.js';
import type { Gid } from '../wire/schema.js';
import { endDateAttribute } from './register-attributes.js';
import { jsonFields, readJson } from './schema-log.js';

/** Attributes by which assets are found. */
export const folderAttribute = 'folder';
export const pathnameAttribute = 'pathname';
/** By which files are found that a project needs: of assets, and of what was published of them. */
export const fileAttribute = 'file';

/** An asset with what the API does not show of it. */
export interface StoredAsset {
  readonly document: AssetDocument;
  /** Null for the root. */
  readonly folder: Gid | null;
  /** Of its bytes; none for folders, and for files whose bytes never came. */
  readonly file?: FileHash | undefined;
  /** The asset whose deletion took this one along, possibly itself. */
  readonly deletedWith?: Gid | undefined;
}

export function assetFields({ document, folder, file, deletedWith }: StoredAsset): RecordFields {
  return {
    ...jsonFields(document),
    [pathnameAttribute]: document.pathname,
    ...(folder === null ? {} : { [folderAttribute]: folder }),
    ...(file === undefined ? {} : { [fileAttribute]: file }),
    ...(deletedWith === undefined ? {} : { 'deleted-with': deletedWith }),
  };
}

/** What is left of an asset that was deleted for good: nothing finds it any more. */
export function endedFields(endDate: string): RecordFields {
  return { [endDateAttribute]: endDate };
}

/** @returns undefined for an asset that was deleted for good */
export function readAsset({ fields }: Pick<StoredRecord, 'fields'>): StoredAsset | undefined {
  if (hasEnded(fields)) return undefined;
  return {
    document: readJson<AssetDocument>({ fields }),
    folder: textOf(fields, folderAttribute) ?? null,
    file: textOf(fields, fileAttribute),
    deletedWith: textOf(fields, 'deleted-with'),
  };
}

/** Assets as they come from elsewhere, each with the folder that its path names. */
export function importedAssets(documents: readonly AssetDocument[]): StoredAsset[] {
  const folders = new Map(documents.filter(({ is_file }) => !is_file).map(({ pathname, gid }) => [pathname, gid]));
  return documents.map((document) => ({
    document,
    folder: document.pathname === '/' ? null : (folders.get(document.path) ?? folders.get('/') ?? null),
  }));
}
