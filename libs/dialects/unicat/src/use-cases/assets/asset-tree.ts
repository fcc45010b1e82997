import { RecordNotFound, type RecordReader, type Space, type StoredRecord } from '#records';
import { folderAttribute, pathnameAttribute, readAsset, type StoredAsset } from '../../mapping/asset-log.js';
import { projectPartGid } from '../../mapping/bare-project.js';
import { assetCollection, schemaCollection } from '../../mapping/collections.js';
import { projectKey, readJson } from '../../mapping/schema-log.js';
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

  /** Those that exist, in the order of the gids. */
  async listOf(gids: readonly Gid[]): Promise<StoredAsset[]> {
    const found = await this.find(gids);
    return gids.map((gid) => found.get(gid)).filter((asset) => asset !== undefined);
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

  /** Those under which there is an asset, deleted ones too. */
  async takenPathnames(pathnames: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.reader.listReferrers(assetCollection, pathnameAttribute, pathnames);
    return new Set(pathnames.filter((pathname) => (found.get(pathname) ?? []).length > 0));
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

  /** From the root down to the asset. */
  async path({ document: { gid } }: StoredAsset): Promise<StoredAsset[]> {
    const gids = (await this.reader.listAncestors(assetCollection, folderAttribute, [gid])).get(gid) ?? [gid];
    return (await this.listOf(gids)).reverse();
  }

  /** All below the asset, without itself. */
  async subtree({ document: { gid } }: StoredAsset): Promise<StoredAsset[]> {
    const below: StoredAsset[] = [];
    for (let folders = [gid]; folders.length > 0; ) {
      const children = [...(await this.childrenOf(folders)).values()].flat();
      // One by one: as arguments, a large folder would be more than a stack holds.
      for (const child of children) below.push(child);
      folders = children.filter(({ document }) => !document.is_file).map(({ document }) => document.gid);
    }
    return below;
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
