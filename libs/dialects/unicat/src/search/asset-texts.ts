import type { IndexedRecord, RecordReader, Space, TextExtractor, TextSource } from '#records';
import { readAsset, type StoredAsset } from '../mapping/asset-log.js';
import { assetCollection } from '../mapping/collections.js';
import type { AssetDocument } from '../wire/asset.js';
import { typesOf } from './asset-filter.js';
import { fileMark, folderMark, localizedTexts, nameMark, toldMark, typeMark } from './asset-marks.js';
import { gramsOf } from './grams.js';

/** The index of the assets of Unicat-born projects. */
export const assetIndex = 'unicat.asset';
/** Under which all is kept: what is found is looked at in the language of the search. */
export const assetLabel = 'asset';

/** Nothing but their own entries changes what assets are found by. */
const state = 'assets';

/** Says what assets are found by: parts of their texts, and marks for filters and for the folder they are in. */
export class AssetTexts implements TextExtractor {
  readonly name = assetIndex;
  readonly collections = [assetCollection];

  concerns({ birth }: Space): boolean {
    return birth === 'unicat';
  }

  async open(reader: RecordReader): Promise<TextSource> {
    return {
      stale: async () => ({ keys: [], state }),
      read: async (keys) => {
        const records = await reader.findRecords(assetCollection, keys);
        return records
          .map(readAsset)
          .filter((asset) => asset !== undefined)
          .map(assetFacts);
      },
    };
  }
}

export function assetFacts({ document, folder }: StoredAsset): IndexedRecord {
  const { gid, name, type, is_file, title, description, created_on, updated_on } = document;
  const grams = gramsOf([name, ...Object.values(title), ...Object.values(description)]);
  const marks = [
    ...(is_file ? [fileMark] : []),
    ...(folder === null ? [] : [folderMark(folder)]),
    ...(type === null ? [] : typesOf(type).map(typeMark)),
    nameMark(name),
    ...toldMarks(document),
    ...grams.marks,
  ];
  const labels = { [assetLabel]: { title: placeInFolder(document), texts: grams.texts, marks } };
  return { key: gid, labels, numbers: { created_on, updated_on } };
}

/** By which the assets of a folder are ordered: folders first, then by name without regard to case, then by name (contract §5). */
export function placeInFolder({ is_file, name }: Pick<AssetDocument, 'is_file' | 'name'>): string {
  return `${is_file ? 1 : 0}${name.toLowerCase()}\u0001${name}`;
}

function toldMarks(asset: AssetDocument): string[] {
  return localizedTexts.flatMap((text) => {
    const languages = Object.entries(asset[text]).flatMap(([language, told]) => (told === '' ? [] : [language]));
    return [...languages, ...languages.slice(0, 1).map(() => undefined)].map((language) => toldMark(text, language));
  });
}
