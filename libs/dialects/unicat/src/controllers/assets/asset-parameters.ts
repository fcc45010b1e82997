import { BadParameter } from '../../errors/unicat-errors.js';
import { requireName } from '../../mapping/asset-name.js';
import type { ExpandedFolders, OneAsset, PageWanted } from '../../use-cases/assets/browse-assets.use-case.js';
import type { WantedAssets } from '../../use-cases/assets/get-assets.use-case.js';
import type { AssetAmendment } from '../../use-cases/assets/update-asset.use-case.js';
import type { AssetDocument, MainTransform } from '../../wire/asset.js';
import type { Gid, Localized } from '../../wire/schema.js';
import type { Parameters } from '../parameters.js';

const largestPage = 1000;
const longestText = 10_000;

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Parameters => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null counts as absent (contract §2.1). */
function isPresent(parameters: Parameters, name: string): boolean {
  return (parameters[name] ?? undefined) !== undefined;
}

/** @throws BadParameter where it is missing or no text */
export function readText(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (!isText(value)) throw new BadParameter(name);
  return value;
}

function readTexts(parameters: Parameters, name: string): readonly string[] {
  const value = parameters[name];
  if (!Array.isArray(value) || !value.every(isText)) throw new BadParameter(name);
  return value;
}

/** The first one present counts, whatever the others are (contract §4.0). */
export function readWantedAssets(parameters: Parameters): WantedAssets {
  if (isPresent(parameters, 'asset')) return { asset: readText(parameters, 'asset') };
  if (isPresent(parameters, 'assets')) return { assets: readTexts(parameters, 'assets') };
  if (isPresent(parameters, 'pathname')) return { pathname: readText(parameters, 'pathname') };
  if (isPresent(parameters, 'pathnames')) return { pathnames: readTexts(parameters, 'pathnames') };
  throw new BadParameter('asset');
}

/** @param name of the parameter with a gid; beside it there may be `pathname` */
export function readOneAsset(parameters: Parameters, name: 'asset' | 'parent'): OneAsset {
  if (isPresent(parameters, name) || !isPresent(parameters, 'pathname')) return { asset: readText(parameters, name) };
  return { pathname: readText(parameters, 'pathname') };
}

export function readExpanded(parameters: Parameters): ExpandedFolders {
  if (isPresent(parameters, 'expanded_assets') || !isPresent(parameters, 'expanded_paths')) {
    return { assets: readTexts(parameters, 'expanded_assets') };
  }
  return { pathnames: readTexts(parameters, 'expanded_paths') };
}

/** @throws BadParameter */
export function readPage(parameters: Parameters, usualSize: number): PageWanted {
  return { top: readInteger(parameters, 'page.top', 0, 0, Number.MAX_SAFE_INTEGER), size: readPageSize(parameters, usualSize) };
}

export function readPageSize(parameters: Parameters, usual: number): number {
  return readInteger(parameters, 'page.size', usual, 1, largestPage);
}

function readInteger(parameters: Parameters, name: string, usual: number, least: number, most: number): number {
  const value = parameters[name] ?? usual;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) throw new BadParameter(name);
  return value;
}

/** A folder may be made without a name. */
export function readNewName(parameters: Parameters): string {
  return isPresent(parameters, 'name') ? requireName(readText(parameters, 'name'), 'name') : 'folder';
}

/** @throws BadParameter where nothing is to be changed, or what is given is of a wrong kind */
export function readAmendment(parameters: Parameters): { readonly asset: Gid; readonly amendment: AssetAmendment } {
  const amendment = {
    ...(isPresent(parameters, 'name') ? { name: requireName(readText(parameters, 'name'), 'name') } : {}),
    ...(isPresent(parameters, 'title') ? { title: readLocalized(parameters, 'title') } : {}),
    ...(isPresent(parameters, 'description') ? { description: readLocalized(parameters, 'description') } : {}),
    ...(isPresent(parameters, 'transforms') ? { transforms: readTransforms(parameters.transforms) } : {}),
  };
  if (Object.keys(amendment).length === 0) throw new BadParameter('name');
  return { asset: readText(parameters, 'asset'), amendment };
}

function readLocalized(parameters: Parameters, name: string): Localized<string> {
  const value = parameters[name];
  const fits = isObject(value) && Object.values(value).every((text) => isText(text) && text.length <= longestText);
  if (!fits) throw new BadParameter(name);
  return value as Localized<string>;
}

function readTransforms(value: unknown): NonNullable<AssetDocument['transforms']> {
  if (!isObject(value)) throw new BadParameter('transforms');
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
