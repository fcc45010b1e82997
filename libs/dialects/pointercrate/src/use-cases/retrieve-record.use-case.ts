import { Inject, Injectable } from '@nestjs/common';
import { AccessDenied, NotAuthenticated, type Space } from '#records';
import type { Caller } from '../guards/caller.js';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import type { TaggedDocument } from '../serializers/tagged-document.js';
import { FindSpace } from './find-space.js';
import { RetrieveDemonlistRecord } from './retrieve-demonlist-record.use-case.js';
import { RetrieveGenericRecord } from './retrieve-generic-record.use-case.js';

export interface RetrieveRecordCommand {
  readonly id: number;
  readonly caller: Caller;
}

/** Record retrieval (contract §3.1) in any space (interface, "Who may read a space"). */
@Injectable()
export class RetrieveRecord {
  constructor(
    private readonly findSpace: FindSpace,
    private readonly fromDemonlist: RetrieveDemonlistRecord,
    private readonly inGenericForm: RetrieveGenericRecord,
    @Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions,
  ) {}

  /**
   * @throws SpaceNotFound
   * @throws RecordNotFound
   * @throws NotAuthenticated
   * @throws AccessDenied
   */
  async execute({ id, caller }: RetrieveRecordCommand): Promise<TaggedDocument> {
    const space = await this.findSpace.execute(caller.space);
    this.requireAccess(space, caller);
    return space.birth === 'pointercrate'
      ? this.fromDemonlist.execute({ id, caller })
      : this.inGenericForm.execute({ id, caller, space });
  }

  private requireAccess({ id, birth, visibility }: Space, { account, membership }: Caller): void {
    const isTheDemonlist = id === this.options.space && birth === 'pointercrate';
    if (isTheDemonlist) return;
    if (account === undefined) throw new NotAuthenticated();
    if (visibility === 'public' || membership !== undefined || account.operator) return;
    throw new AccessDenied(`Not a member of ${id}`);
  }
}
