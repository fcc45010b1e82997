import { Injectable } from '@nestjs/common';
import { BadParameter } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import { extensionOf } from '../../images/media-types.js';
import type { StoredAsset } from '../../mapping/asset-log.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { assetContent } from '../../serializers/asset.serializer.js';
import type { Content } from '../../serializers/envelope.js';
import type { AssetDocument } from '../../wire/asset.js';
import type { Gid, Language, Localized } from '../../wire/schema.js';
import { freeName } from './place-asset.js';
import { type AssetChanges, pathnameIn, requireFolderOf, writeAssets } from './write-assets.js';

/** What is to become of an asset; of the texts only the languages that are named. */
export interface AssetAmendment {
  readonly name?: string;
  readonly title?: Localized<string>;
  readonly description?: Localized<string>;
  readonly transforms?: AssetDocument['transforms'];
}

/** Changes what is said about an asset (contract §5). A folder that is renamed takes all below along. */
@Injectable()
export class UpdateAsset {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws RecordNotFound
   * @throws NotPossible for the root
   * @throws BadParameter for a language that the project does not have
   */
  execute(member: ProjectMember, gid: Gid, amendment: AssetAmendment): Promise<Content> {
    return writeAssets(this.writes, member, async (changes) => {
      const before = await changes.tree.get(gid);
      const folder = await changes.tree.get(requireFolderOf(before));
      const languages = await changes.tree.languages();
      const { name, transforms = before.document.transforms } = amendment;
      const named = name === undefined ? before : await rename(changes, before, folder, name);
      const asset: StoredAsset = {
        ...named,
        document: {
          ...named.document,
          title: overlay(before.document.title, amendment.title, languages, 'title'),
          description: overlay(before.document.description, amendment.description, languages, 'description'),
          transforms,
          updated_on: changes.timestamp,
        },
      };
      changes.put(asset);
      return assetContent({ asset: gid }, [asset]);
    });
  }
}

async function rename(changes: AssetChanges, before: StoredAsset, folder: StoredAsset, wanted: string): Promise<StoredAsset> {
  const { document } = before;
  if (wanted === document.name) return before;
  const name = await freeName(changes, folder, wanted);
  const pathname = pathnameIn(document.path, name);
  for (const below of await changes.tree.subtree(before)) {
    const path = pathname + below.document.path.slice(document.pathname.length);
    changes.put({ ...below, document: { ...below.document, path, pathname: pathnameIn(path, below.document.name) } });
  }
  return { ...before, document: { ...document, name, pathname, type: document.is_file ? extensionOf(name) : null } };
}

function overlay(
  before: Localized<string>,
  given: Localized<string> | undefined,
  known: readonly Language[],
  parameter: string,
): Localized<string> {
  if (given === undefined) return before;
  if (Object.keys(given).some((language) => !known.includes(language))) throw new BadParameter(parameter);
  return { ...before, ...given };
}
