import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore, type Member, type MemberQuery, RecordNotFound, type SpaceId } from '#records';
import { type Bounds, type ListPage, type PageWindow, readsBackwards } from '../paging/page-window.js';

/** Users of a list: the members of its space that are no programs. */
@Injectable()
export class Users {
  constructor(@Inject(ACCOUNT_STORE) private readonly accounts: AccountStore) {}

  /** @throws RecordNotFound */
  async get(space: SpaceId, id: number): Promise<Member> {
    const [found] = await this.list(space, { after: id - 1, before: id + 1, limit: 1 });
    if (found === undefined) throw new RecordNotFound('accounts', String(id));
    return found;
  }

  async page(space: SpaceId, where: Omit<MemberQuery, 'limit'>, window: PageWindow): Promise<ListPage<Member>> {
    const { limit, before, after } = window;
    const descending = readsBackwards(window);
    const { items, more } = await this.accounts.pageMembers(space, {
      ...where,
      persons: true,
      limit,
      descending,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
    return { items: descending ? [...items].reverse() : items, more, bounds: await this.bounds(space) };
  }

  private async bounds(space: SpaceId): Promise<Bounds | undefined> {
    const [first] = await this.list(space, { limit: 1 });
    const [last] = await this.list(space, { limit: 1, descending: true });
    return first === undefined || last === undefined ? undefined : { least: first.account.id, greatest: last.account.id };
  }

  private async list(space: SpaceId, query: MemberQuery): Promise<readonly Member[]> {
    return (await this.accounts.pageMembers(space, { ...query, persons: true })).items;
  }
}
