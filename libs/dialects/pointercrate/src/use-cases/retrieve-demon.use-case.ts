import { Injectable } from '@nestjs/common';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { demons } from '../mapping/tables.js';
import { serializeDemon } from '../serializers/demon.serializer.js';
import { type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';
import { readDemonView } from './demon-view.js';

/** One demon in full (contract §3b.3). */
@Injectable()
export class RetrieveDemon {
  constructor(private readonly demonlists: Demonlists) {}

  /** @throws RecordNotFound */
  execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<TaggedDocument> {
    return this.demonlists.read(caller, async (list) =>
      tagDocument(serializeDemon(await readDemonView(list, await list.get(demons, id)))),
    );
  }
}
