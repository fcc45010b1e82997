import { BadParameter, BadSelection } from '../../errors/unicat-errors.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import type { Gid } from '../../wire/schema.js';
import type { AssetTree } from './asset-tree.js';
import { type AssetQuery, searchAssets } from './search-assets.js';

export type SelectionItem = ({ readonly asset: Gid } | { readonly children: Gid } | { readonly search: AssetQuery }) & {
  readonly exclude: readonly Gid[];
};

/** Asked for a whole selection: every asset once, in its order (contract §4.4). */
export async function selectAssets(tree: AssetTree, selection: readonly SelectionItem[], now: number): Promise<StoredAsset[]> {
  const selected = new Map<Gid, StoredAsset>();
  for (const item of selection) {
    for (const asset of await selectItem(tree, item, now)) {
      const { gid } = asset.document;
      if (!item.exclude.includes(gid) && !selected.has(gid)) selected.set(gid, asset);
    }
  }
  return [...selected.values()];
}

async function selectItem(tree: AssetTree, item: SelectionItem, now: number): Promise<readonly StoredAsset[]> {
  if ('asset' in item) return [...(await tree.find([item.asset])).values()];
  if ('children' in item) return tree.children(item.children);
  return searchAssets(await tree.all(), item.search, now);
}

/** @throws BadSelection where it is empty, or an item is none of the three */
export function readSelection(selection: unknown): SelectionItem[] {
  if (!Array.isArray(selection) || selection.length === 0) throw new BadSelection();
  return selection.map(readItem);
}

function readItem(item: unknown): SelectionItem {
  if (typeof item === 'string') return { asset: item, exclude: [] };
  if (typeof item !== 'object' || item === null) throw new BadSelection();
  const { children, search, exclude = [] } = item as { readonly [name: string]: unknown };
  if (!Array.isArray(exclude) || !exclude.every((each): each is string => typeof each === 'string')) throw new BadSelection();
  if (typeof children === 'string' && search === undefined) return { children, exclude };
  if (children === undefined && typeof search === 'object' && search !== null) return { search: readSearch(search), exclude };
  throw new BadSelection();
}

function readSearch(search: object): AssetQuery {
  try {
    return readAssetQuery(search as { readonly [name: string]: unknown });
  } catch (error) {
    throw error instanceof BadParameter ? new BadSelection() : error;
  }
}

/** @throws BadParameter for a wrong type */
export function readAssetQuery(parameters: { readonly [name: string]: unknown }): AssetQuery {
  const { language } = parameters;
  const q = parameters.q ?? '';
  const filter = parameters.filter ?? [];
  if (typeof language !== 'string') throw new BadParameter('language');
  if (typeof q !== 'string') throw new BadParameter('q');
  if (!Array.isArray(filter)) throw new BadParameter('filter');
  return { language, q, filter };
}

/** Where the next page begins, as a text that nobody is to look into. */
export function cursorAt(position: number): string {
  return Buffer.from(`a${position}`).toString('base64url');
}

/** @throws BadSelection for what is no cursor */
export function readCursor(cursor: unknown): number {
  if (cursor === undefined || cursor === null) return 0;
  const text = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString() : '';
  if (!/^a[1-9]\d{0,8}$/.test(text) || cursorAt(Number(text.slice(1))) !== cursor) throw new BadSelection();
  return Number(text.slice(1));
}
