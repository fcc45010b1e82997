import { BadParameter } from '../../errors/unicat-errors.js';
import { requireName } from '../../mapping/asset-name.js';
import type { ExpandedFolders, OneAsset } from '../../use-cases/assets/browse-assets.use-case.js';
import type { WantedAssets } from '../../use-cases/assets/get-assets.use-case.js';
import type { AssetAmendment } from '../../use-cases/assets/update-asset.use-case.js';
import type { AssetDocument, MainTransform } from '../../wire/asset.js';
import type { Localized } from '../../wire/schema.js';
import {
  isObject,
  isPresent,
  optionalText,
  type Parameters,
  requiredObject,
  requiredText,
  requiredTexts,
} from '../parameters.js';

/** Characters of a title or description in one language. */
const longestText = 10_000;

/** The first one present counts, whatever the others are (contract §4.0). */
export function readWantedAssets(parameters: Parameters): WantedAssets {
  if (isPresent(parameters, 'asset')) return { asset: requiredText(parameters, 'asset') };
  if (isPresent(parameters, 'assets')) return { assets: requiredTexts(parameters, 'assets') };
  if (isPresent(parameters, 'pathname')) return { pathname: requiredText(parameters, 'pathname') };
  if (isPresent(parameters, 'pathnames')) return { pathnames: requiredTexts(parameters, 'pathnames') };
  throw new BadParameter('asset');
}

/** @param name of the parameter with a gid; beside it there may be `pathname` */
export function readOneAsset(parameters: Parameters, name: 'asset' | 'parent'): OneAsset {
  if (isPresent(parameters, name) || !isPresent(parameters, 'pathname')) return { asset: requiredText(parameters, name) };
  return { pathname: requiredText(parameters, 'pathname') };
}

export function readExpanded(parameters: Parameters): ExpandedFolders {
  if (isPresent(parameters, 'expanded_assets') || !isPresent(parameters, 'expanded_paths')) {
    return { assets: requiredTexts(parameters, 'expanded_assets') };
  }
  return { pathnames: requiredTexts(parameters, 'expanded_paths') };
}

/** A folder may be made without a name. */
export function readNewName(parameters: Parameters): string {
  return requireName(optionalText(parameters, 'name') ?? 'folder', 'name');
}

/** @throws BadParameter where nothing is to be changed, or what is given is of a wrong kind */
export function readAmendment(parameters: Parameters): AssetAmendment {
  const amendment = {
    ...(isPresent(parameters, 'name') ? { name: requireName(requiredText(parameters, 'name'), 'name') } : {}),
    ...(isPresent(parameters, 'title') ? { title: readLocalized(parameters, 'title') } : {}),
    ...(isPresent(parameters, 'description') ? { description: readLocalized(parameters, 'description') } : {}),
    ...(isPresent(parameters, 'transforms') ? { transforms: readTransforms(parameters) } : {}),
  };
  if (Object.keys(amendment).length === 0) throw new BadParameter('name');
  return amendment;
}

function readLocalized(parameters: Parameters, name: string): Localized<string> {
  const value = requiredObject(parameters, name);
  const fits = Object.values(value).every((text) => typeof text === 'string' && text.length <= longestText);
  if (!fits) throw new BadParameter(name);
  return value as Localized<string>;
}

function readTransforms(parameters: Parameters): NonNullable<AssetDocument['transforms']> {
  const value = requiredObject(parameters, 'transforms');
  const main = value._main_ ?? undefined;
  if (main !== undefined && !(isObject(main) && isFractions(main.crop) && isFractions(main.hotspot))) {
    throw new BadParameter('transforms');
  }
  return value as { readonly _main_?: MainTransform };
}

function isFractions(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number' && each >= 0 && each <= 1);
}
