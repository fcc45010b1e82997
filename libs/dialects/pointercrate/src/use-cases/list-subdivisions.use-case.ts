import { Injectable } from '@nestjs/common';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { KnownNations } from '../list/known-nations.js';
import { getNation } from '../rules/change-nationality.js';
import type { SubdivisionDocument } from '../serializers/player.document.js';

export interface NationCommand {
  /** Code or name, in any case. */
  readonly nation: string;
  readonly caller: Caller;
}

/** The subdivisions of a country, by name (contract §3b.5). */
@Injectable()
export class ListSubdivisions {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly nations: KnownNations,
  ) {}

  /** @throws PointercrateError 40401 */
  async execute({ nation, caller }: NationCommand): Promise<readonly SubdivisionDocument[]> {
    const nations = await this.demonlists.read(caller, (list) => this.nations.of(list));
    return getNation(nations, nation).subdivisions;
  }
}
