import type { Timestamp } from './project.js';
import type { Gid, Localized } from './schema.js';

/** What a file or folder holds; every member is optional (contract §1.6). */
export interface FolderInfo {
  readonly filecount: number;
  readonly foldercount: number;
}

export interface FileInfo {
  /** As the extension is usually spelt: `jpg`. */
  readonly format: string;
  /** Bytes. */
  readonly filesize: number;
  readonly pages?: number;
  /** Pixels, the right way up. */
  readonly width?: number;
  readonly height?: number;
  /** Dots per inch, across and down. */
  readonly resolution?: readonly [number, number];
  readonly transparent?: boolean | null;
  readonly animated?: boolean;
  readonly colors?: string;
  readonly colorspace?: string;
  readonly metadata?: { readonly [name: string]: string };
}

/** How an image is cut where nobody says otherwise; fractions of its width and height. */
export interface MainTransform {
  readonly crop?: readonly [number, number] | null;
  readonly hotspot?: readonly [number, number] | null;
}

/** An asset as the API has it (contract §1.6). */
export interface AssetDocument {
  readonly gid: Gid;
  /** Counts the files that were uploaded for it. */
  readonly version: number;
  /** `/` for the root. */
  readonly pathname: string;
  readonly is_file: boolean;
  /** Extension; null for folders. */
  readonly type: string | null;
  readonly childcount: number;
  readonly status: 'published' | 'deleted';
  readonly info: FolderInfo | FileInfo;
  readonly transforms: { readonly _main_?: MainTransform } | null;
  /** Pathname of the folder it is in; `/` for the root itself. */
  readonly path: string;
  readonly name: string;
  readonly title: Localized<string>;
  readonly description: Localized<string>;
  readonly created_on: Timestamp;
  readonly updated_on: Timestamp;
}
