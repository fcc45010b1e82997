import { Injectable } from '@nestjs/common';
import { NotAuthenticated } from '#records';
import { type Caller, can, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { KnownDemons } from '../list/known-demons.js';
import type { ListReader } from '../list/list-reader.js';
import type { StoredRow } from '../list/stored-row.js';
import { players, type RecordRow, records } from '../mapping/tables.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import type { FiltersOf } from '../paging/list-query.js';
import { requireWindow } from '../paging/page-window.js';
import { type RecordFilterParsers, type RecordsQuery, recordConditions } from '../paging/record-filters.js';
import { tablePage } from '../paging/table-page.js';
import { holdsPlayer } from '../rules/claims.js';
import { serializeListedRecord } from '../serializers/record.serializer.js';
import { ListGenericRecords } from './list-generic-records.use-case.js';

type Filters = FiltersOf<RecordFilterParsers>;

/** The list of records (contract §3.2), in any space. */
@Injectable()
export class ListRecords {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly knownDemons: KnownDemons,
    private readonly inGenericForm: ListGenericRecords,
  ) {}

  /**
   * @throws NotAuthenticated, AccessDenied where a filter asks for what the caller may not see
   * @throws PointercrateError 42207, 42227
   */
  async execute({ query, caller }: { readonly query: RecordsQuery; readonly caller: Caller }): Promise<ListAnswer> {
    const space = await this.demonlists.enter(caller);
    if (space.birth !== 'pointercrate') return this.inGenericForm.execute({ query, caller, space });
    return this.demonlists.read(caller, async (list) => {
      const filters = await visibleTo(caller, query.filters, list);
      requireWindow(query.window);
      const demons = await this.knownDemons.of(list);
      const page = await tablePage(list, records, recordConditions(filters, demons), query.window);
      const holders = await list.findAll(players, [...new Set(page.items.map(({ row }) => row.player))]);
      const byId = new Map(demons.map((demon) => [demon.id, demon]));
      const view = (record: StoredRow<RecordRow>) => {
        const [player, demon] = [holders.get(record.row.player), byId.get(record.row.demon)];
        if (player === undefined || demon === undefined)
          throw new Error(`Record ${record.id} names a player or demon that does not exist`);
        return { record, player, demon };
      };
      const shown = page.items.map(view);
      // Who holds a video must not be found through it where the video is withheld.
      const items = filters.video === undefined ? shown : shown.filter(({ player }) => !player.row.link_banned);
      return answerList({ ...page, items }, { ...query, filters }, ({ record }) => record.id, serializeListedRecord);
    });
  }
}

/**
 * The filters that hold for the caller: where he sees approved records only, as if he had asked for them.
 * @throws NotAuthenticated, AccessDenied
 */
async function visibleTo(caller: Caller, filters: Filters, list: ListReader): Promise<Filters> {
  const asksForHidden = filters.submitter !== undefined || (filters.status ?? 'approved') !== 'approved';
  if (asksForHidden && caller.account === undefined) throw new NotAuthenticated();
  if (filters.submitter !== undefined) requirePermission(caller, 'LIST_MODERATOR');
  if (can(caller, 'LIST_HELPER') || (await isOwnPlayer(list, caller, filters.player))) return filters;
  if (asksForHidden) requirePermission(caller, 'LIST_HELPER');
  return { ...filters, status: 'approved' };
}

async function isOwnPlayer(list: ListReader, caller: Caller, player: number | undefined): Promise<boolean> {
  return player !== undefined && holdsPlayer(list, caller, player);
}
