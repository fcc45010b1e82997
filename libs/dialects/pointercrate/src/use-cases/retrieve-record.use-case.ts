import { Injectable } from '@nestjs/common';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import type { TaggedDocument } from '../serializers/tagged-document.js';
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
    private readonly demonlists: Demonlists,
    private readonly fromDemonlist: RetrieveDemonlistRecord,
    private readonly inGenericForm: RetrieveGenericRecord,
  ) {}

  /**
   * @throws SpaceNotFound
   * @throws RecordNotFound
   * @throws NotAuthenticated
   * @throws AccessDenied
   */
  async execute({ id, caller }: RetrieveRecordCommand): Promise<TaggedDocument> {
    const space = await this.demonlists.enter(caller);
    return space.birth === 'pointercrate'
      ? this.fromDemonlist.execute({ id, caller })
      : this.inGenericForm.execute({ id, caller, space });
  }
}
