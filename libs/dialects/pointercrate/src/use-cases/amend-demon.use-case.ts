import { Injectable } from '@nestjs/common';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import type { ListWriter } from '../list/list-writer.js';
import { playerNamed } from '../list/player-names.js';
import { has } from '../list/stored-row.js';
import { fieldNameOf } from '../mapping/table.js';
import { type DemonRow, demons, records } from '../mapping/tables.js';
import { deleteRecords } from '../rules/delete-records.js';
import { requireDemonName, requireRequirement } from '../rules/demon-rules.js';
import { afterLastMove, changeDemon } from '../rules/move-demons.js';
import { requirePosition } from '../rules/positions.js';
import { requireThumbnail } from '../rules/thumbnail.js';
import { canonicalVideo } from '../rules/video-url.js';
import { serializeDemon } from '../serializers/demon.serializer.js';
import { type Change, changeOf, tagDocument } from '../serializers/tagged-document.js';
import { readDemonView } from './demon-view.js';

/** What is to become of a demon; what is not there stays. Players by name. */
export interface DemonAmendment {
  readonly name?: string;
  readonly position?: number;
  /** Null: none. */
  readonly video?: string | null;
  readonly thumbnail?: string;
  readonly requirement?: number;
  readonly verifier?: string;
  readonly publisher?: string;
}

export interface AmendDemonCommand {
  readonly id: number;
  readonly amendment: DemonAmendment;
  readonly conditions: Conditions;
  readonly caller: Caller;
}

/** Changes a demon, with what that does to other demons and to records (contract §3b.3, §6.6). */
@Injectable()
export class AmendDemon {
  constructor(private readonly demonlists: Demonlists) {}

  /**
   * @throws RecordNotFound, AccessDenied
   * @throws InvalidRecord where a name is blank or the thumbnail no address
   * @throws PointercrateError 41200, 42212, 42213 and those of a video
   */
  execute({ id, amendment, conditions, caller }: AmendDemonCommand): Promise<Change> {
    return this.demonlists.write(caller, async (undated) => {
      const demon = await undated.get(demons, id);
      requirePermission(caller, 'LIST_MODERATOR');
      const list = await afterLastMove(undated);
      const before = tagDocument(serializeDemon(await readDemonView(list, demon)));
      requireConditions(conditions, before.tag);
      const all = await list.list(demons);
      const changed = await changeDemon(list, demon, await changesOf(list, amendment, all.length), all);
      if (amendment.requirement !== undefined) await deleteBelow(list, id, amendment.requirement);
      return changeOf(before, tagDocument(serializeDemon(await readDemonView(list, changed))));
    });
  }
}

/** @param count of demons on the list */
async function changesOf(list: ListWriter, amendment: DemonAmendment, count: number): Promise<Partial<DemonRow>> {
  const { name, position, video, thumbnail, requirement, verifier, publisher } = amendment;
  if (position !== undefined) requirePosition(position, count);
  if (name !== undefined) requireDemonName(name);
  const canonical = typeof video === 'string' ? canonicalVideo(video) : video;
  if (thumbnail !== undefined) requireThumbnail(thumbnail);
  if (requirement !== undefined) requireRequirement(requirement);
  return {
    ...(name === undefined ? {} : { name }),
    ...(position === undefined ? {} : { position }),
    ...(canonical === undefined ? {} : { video: canonical }),
    ...(thumbnail === undefined ? {} : { thumbnail }),
    ...(requirement === undefined ? {} : { requirement }),
    ...(verifier === undefined ? {} : { verifier: (await playerNamed(list, verifier)).id }),
    ...(publisher === undefined ? {} : { publisher: (await playerNamed(list, publisher)).id }),
  };
}

/** Records below the requirement count no longer, so they go, and their notes with them. */
async function deleteBelow(list: ListWriter, demon: number, requirement: number): Promise<void> {
  const tooLow = { attribute: fieldNameOf('progress'), below: requirement };
  await deleteRecords(list, await list.list(records, has(records, 'demon', demon), tooLow));
}
