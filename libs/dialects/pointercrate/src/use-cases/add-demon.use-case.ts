import { Injectable } from '@nestjs/common';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { RateLimits } from '../limits/rate-limits.js';
import { Demonlists } from '../list/demonlists.js';
import type { ListWriter } from '../list/list-writer.js';
import { playerNamed } from '../list/player-names.js';
import { type DemonRow, demons } from '../mapping/tables.js';
import { requireDemonName, requireLevelId, requireRequirement } from '../rules/demon-rules.js';
import { afterLastMove, insertDemon } from '../rules/move-demons.js';
import { requirePosition } from '../rules/positions.js';
import { initialThumbnail } from '../rules/thumbnail.js';
import { canonicalVideo } from '../rules/video-url.js';
import { serializeDemon } from '../serializers/demon.serializer.js';
import { type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';
import { readDemonView } from './demon-view.js';

/** A demon as somebody describes it: players by name. */
export interface DemonDraft {
  readonly name: string;
  readonly position: number;
  readonly requirement: number;
  readonly verifier: string;
  readonly publisher: string;
  readonly creators: readonly string[];
  readonly video?: string | null;
  readonly level_id?: number | null;
}

/** A demon that was added, as the caller sees it. */
export interface AddedDemon {
  readonly id: number;
  readonly document: TaggedDocument;
}

/** Puts a new demon on the list; those from its position on move down (contract §3b.3). */
@Injectable()
export class AddDemon {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly limits: RateLimits,
  ) {}

  /**
   * @throws AccessDenied
   * @throws AlreadyExists where the level is on the list
   * @throws InvalidRecord where a name is blank
   * @throws PointercrateError 40905, 42212, 42213, 42235, 42900 and those of a video
   */
  async execute({ draft, caller }: { readonly draft: DemonDraft; readonly caller: Caller }): Promise<AddedDemon> {
    requirePermission(caller, 'LIST_MODERATOR');
    await this.limits.take('new_demons', caller.space);
    return this.demonlists.write(caller, async (undated) => {
      const list = await afterLastMove(undated);
      const others = await list.list(demons);
      requireDemonName(draft.name);
      requireRequirement(draft.requirement);
      const video = typeof draft.video === 'string' ? canonicalVideo(draft.video) : null;
      requirePosition(draft.position, others.length + 1);
      if (typeof draft.level_id === 'number') requireLevelId(draft.level_id, others);
      const id = await insertDemon(list, await rowOf(list, draft, video), others);
      const view = await readDemonView(list, await list.get(demons, id));
      return { id, document: tagDocument(serializeDemon(view)) };
    });
  }
}

async function rowOf(list: ListWriter, draft: DemonDraft, video: string | null): Promise<DemonRow> {
  const publisher = await playerNamed(list, draft.publisher);
  const verifier = await playerNamed(list, draft.verifier);
  return {
    name: draft.name,
    position: draft.position,
    requirement: draft.requirement,
    video,
    thumbnail: initialThumbnail(video, !verifier.row.link_banned),
    level_id: draft.level_id ?? null,
    verifier: verifier.id,
    publisher: publisher.id,
    creators: await creatorsNamed(list, draft.creators),
  };
}

/** @throws PointercrateError 40905 where a player is named twice */
async function creatorsNamed(list: ListWriter, names: readonly string[]): Promise<number[]> {
  const creators = new Set<number>();
  for (const name of names) {
    const { id } = await playerNamed(list, name);
    if (creators.has(id)) throw new PointercrateError(40905);
    creators.add(id);
  }
  return [...creators];
}
