import type { Localized } from '../wire/schema.js';
import { type Filter, readFilter, type Triplet, unknownTriplet } from './filter.js';
import { readTextTest } from './schema-filter.js';
import { readTimeTest, timeProperties } from './time-filter.js';

/** What of an asset (contract §1.6) searches look at. */
export interface SearchedAsset {
  readonly gid: string;
  readonly pathname: string;
  readonly name: string;
  /** Extension of a file; null for a folder. */
  readonly type: string | null;
  readonly title: Localized<string>;
  readonly description: Localized<string>;
  readonly created_on: number;
  readonly updated_on: number;
}

type AssetTest = (asset: SearchedAsset) => boolean;

/** Extensions that `["type", "is", "image"]` stands for; any other operand is an extension itself. */
const imageTypes: readonly string[] = 'avif bmp eps gif heic jpeg jpg png psd svg tif tiff webp'.split(' ');

/**
 * @param now seconds since the Unix epoch
 * @throws SearchError
 */
export function readAssetFilter(filter: readonly unknown[], now: number): Filter<AssetTest> {
  return readFilter(filter, (triplet) => readTest(triplet, now));
}

function readTest(triplet: Triplet, now: number): AssetTest {
  const { property, operator, operands } = triplet;
  if (timeProperties.includes(property)) {
    const { test } = readTimeTest(triplet, now);
    return (asset) => test(property === 'created_on' ? asset.created_on : asset.updated_on);
  }
  if (property === 'name') return readTextTest(triplet, ({ name }) => name);
  if (property !== 'type' || operator !== 'is' || typeof operands !== 'string') return unknownTriplet(triplet);
  const types = operands === 'image' ? imageTypes : [operands];
  return ({ type }) => type !== null && types.includes(type.toLowerCase());
}
