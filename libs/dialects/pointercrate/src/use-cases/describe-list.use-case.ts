import { Injectable } from '@nestjs/common';
import type { Caller } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { ListSizes } from '../list/list-sizes.js';
import type { ListInformation } from '../serializers/list-information.document.js';

/** The sizes of the list (contract §3b.5). */
@Injectable()
export class DescribeList {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly sizes: ListSizes,
  ) {}

  async execute(caller: Caller): Promise<ListInformation> {
    const { main, extended } = await this.demonlists.read(caller, (list) => this.sizes.of(list));
    return { list_size: main, extended_list_size: extended };
  }
}
