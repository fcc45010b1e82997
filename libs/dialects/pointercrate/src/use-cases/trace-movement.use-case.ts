import { Injectable } from '@nestjs/common';
import { type MovementDocument, serializeMovement } from '../audit/movement-document.js';
import { movementsOf } from '../audit/movements.js';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { demons } from '../mapping/tables.js';

/** How a demon came to where it stands (contract §3b.3). */
@Injectable()
export class TraceMovement {
  constructor(private readonly demonlists: Demonlists) {}

  /** @throws RecordNotFound */
  execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<MovementDocument[]> {
    return this.demonlists.read(caller, async (list) => {
      await list.get(demons, id);
      return (await movementsOf(list, id)).map(serializeMovement);
    });
  }
}
