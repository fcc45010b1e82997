import { RecordNotFound, type RecordReader, type Space, type StoredRecord } from '#records';
import { folderAttribute, pathnameAttribute, readAsset, type StoredAsset } from '../../mapping/asset-log.js';
import { projectPartGid } from '../../mapping/bare-project.js';
import { assetCollection, schemaCollection } from '../../mapping/collections.js';
import { projectKey, readJson } from '../../mapping/schema-log.js';
import { listAll } from '../../project/list-all.js';
import type { Project } from '../../wire/project.js';
import type { Gid, Language, Localized } from '../../wire/schema.js';

/** Of projects that say nothing about theirs: those of other dialects. */
const fallbackLanguages: readonly Language[] = ['en'];

/** The assets of a project as one reader sees them. */
export class AssetTree {
  constructor(
    private readonly reader: RecordReader,
    private readonly space: Space,
  ) {}

  /** Those that exist, by gid. */
  async find(gids: readonly Gid[]): Promise<ReadonlyMap<Gid, StoredAsset>> {
    const found = byGid(await this.reader.findRecords(assetCollection, gids));
    const root = rootGid(this.space);
    if (gids.includes(root) && !found.has(root)) found.set(root, await this.bareRoot());
    return found;
  }

  /** @throws RecordNotFound */
  async get(gid: Gid): Promise<StoredAsset> {
    const asset = (await this.find([gid])).get(gid);
    if (asset === undefined) throw new RecordNotFound(assetCollection, gid);
    return asset;
  }

  /** Those that exist, by pathname; the first one where an import brought two of the same. */
  async findByPathnames(pathnames: readonly string[]): Promise<ReadonlyMap<string, StoredAsset>> {
    const keys = await this.reader.listReferrers(assetCollection, pathnameAttribute, pathnames);
    const assets = await this.find([...keys.values()].flatMap(([first]) => (first === undefined ? [] : [first])));
    const found = new Map([...assets.values()].map((asset) => [asset.document.pathname, asset]));
    if (pathnames.includes('/') && !found.has('/')) found.set('/', await this.bareRoot());
    return found;
  }

  /** @throws RecordNotFound */
  async getByPathname(pathname: string): Promise<StoredAsset> {
    const asset = (await this.findByPathnames([pathname])).get(pathname);
    if (asset === undefined) throw new RecordNotFound(assetCollection, pathname);
    return asset;
  }

  root(): Promise<StoredAsset> {
    return this.getByPathname('/');
  }

  /** Deleted ones included: folders first, then by name (contract §5). */
  async children(folder: Gid): Promise<StoredAsset[]> {
    return [...((await this.childrenOf([folder])).get(folder) ?? [])].sort(inTreeOrder);
  }

  /** From the root down to the asset. */
  async path({ document: { gid } }: StoredAsset): Promise<StoredAsset[]> {
    const gids = (await this.reader.listAncestors(assetCollection, folderAttribute, [gid])).get(gid) ?? [gid];
    const assets = await this.find(gids);
    return gids
      .map((each) => assets.get(each))
      .filter((each) => each !== undefined)
      .reverse();
  }

  /** All below the asset, without itself. */
  async subtree({ document: { gid } }: StoredAsset): Promise<StoredAsset[]> {
    const below: StoredAsset[] = [];
    for (let folders = [gid]; folders.length > 0; ) {
      const children = [...(await this.childrenOf(folders)).values()].flat();
      below.push(...children);
      folders = children.filter(({ document }) => !document.is_file).map(({ document }) => document.gid);
    }
    return below;
  }

  /** In order of first appearance. */
  async all(): Promise<StoredAsset[]> {
    return [...byGid(await listAll(this.reader, assetCollection)).values()];
  }

  /** Of the project, the default first. */
  async languages(): Promise<readonly Language[]> {
    const found = await this.reader.findRecord(schemaCollection, { key: projectKey });
    return found === undefined ? fallbackLanguages : readJson<Project>(found.record).options.languages;
  }

  private async childrenOf(folders: readonly Gid[]): Promise<ReadonlyMap<Gid, readonly StoredAsset[]>> {
    const keys = await this.reader.listReferrers(assetCollection, folderAttribute, folders);
    const assets = await this.find([...keys.values()].flat());
    const existing = (gids: readonly Gid[]): StoredAsset[] =>
      gids.map((gid) => assets.get(gid)).filter((asset) => asset !== undefined);
    return new Map([...keys].map(([folder, gids]) => [folder, existing(gids)]));
  }

  /** Every project has a root; where nobody ever put anything into it, no entry stands for it yet. */
  private async bareRoot(): Promise<StoredAsset> {
    const createdOn = this.space.createdAt / 1000;
    const none = emptyTexts(await this.languages());
    return {
      folder: null,
      document: {
        gid: rootGid(this.space),
        version: 1,
        pathname: '/',
        is_file: false,
        type: null,
        childcount: 0,
        status: 'published',
        info: { filecount: 0, foldercount: 0 },
        transforms: null,
        path: '/',
        name: '',
        title: none,
        description: none,
        created_on: createdOn,
        updated_on: createdOn,
      },
    };
  }
}

export function emptyTexts(languages: readonly Language[]): Localized<string> {
  return Object.fromEntries(languages.map((language) => [language, '']));
}

const rootGid = ({ gid }: Space): Gid => projectPartGid(gid, 'assets');

function byGid(records: readonly StoredRecord[]): Map<Gid, StoredAsset> {
  const assets = records.map(readAsset).filter((asset) => asset !== undefined);
  return new Map(assets.map((asset) => [asset.document.gid, asset]));
}

function inTreeOrder({ document: one }: StoredAsset, { document: other }: StoredAsset): number {
  if (one.is_file !== other.is_file) return one.is_file ? 1 : -1;
  return compare(one.name.toLowerCase(), other.name.toLowerCase()) || compare(one.name, other.name);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
