import { Injectable } from '@nestjs/common';
import { UserNames } from '../audit/user-names.js';
import { requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import type { ListReader } from '../list/list-reader.js';
import { foldName } from '../list/player-names.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { type ClaimRow, claims, players } from '../mapping/tables.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import { anyFlag, anyText, parseListQuery } from '../paging/list-query.js';
import { type ListPage, type PageWindow, pageOf, requireWindow } from '../paging/page-window.js';
import { tablePage } from '../paging/table-page.js';
import { serializeListedClaim } from '../serializers/claim.serializer.js';
import type { ListCommand } from './list-players.use-case.js';

const parsers = { any_name_contains: anyText, verified: anyFlag };

type StoredClaim = StoredRow<ClaimRow>;

interface NamedClaim {
  readonly claim: StoredClaim;
  readonly names: { readonly user: string | undefined; readonly player: string | undefined };
}

/** Claims by id, for MODERATOR (contract §3b.2). */
@Injectable()
export class ListClaims {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly users: UserNames,
  ) {}

  /**
   * @throws PointercrateError 40000, 42207, 42227
   * @throws AccessDenied
   */
  async execute({ url, caller }: ListCommand): Promise<ListAnswer> {
    const { filters, window } = parseListQuery(url, parsers);
    requirePermission(caller, 'MODERATOR');
    requireWindow(window);
    const { any_name_contains: part, verified } = filters;
    const isAsked = ({ row }: StoredClaim): boolean => verified === undefined || row.verified === verified;
    const page =
      part === undefined
        ? await this.pageOfAll({ caller, url }, window, verified)
        : await this.pageOfNamed({ caller, url }, window, ({ claim, names }) => isAsked(claim) && isNamed(names, part));
    return answerList(
      page,
      { window, filters },
      ({ claim }) => claim.id,
      ({ claim, names }) => serializeListedClaim(claim.row, names),
    );
  }

  private async pageOfAll({ caller }: ListCommand, window: PageWindow, verified?: boolean): Promise<ListPage<NamedClaim>> {
    const where = verified === undefined ? [] : [has(claims, 'verified', verified)];
    const { page, named } = await this.demonlists.read(caller, async (list) => {
      const found = await tablePage(list, claims, where, window);
      return { page: found, named: await withPlayers(list, found.items) };
    });
    return { ...page, items: await this.withUsers(named, caller.space) };
  }

  /** Names of users are no part of the list, so all claims are looked through; a user has one at most. */
  private async pageOfNamed(
    { caller }: ListCommand,
    window: PageWindow,
    matches: (claim: NamedClaim) => boolean,
  ): Promise<ListPage<NamedClaim>> {
    const found = await this.demonlists.read(caller, async (list) => withPlayers(list, await list.list(claims)));
    const table = await this.withUsers(found, caller.space);
    return pageOf(table, table.filter(matches), ({ claim }) => claim.id, window);
  }

  private async withUsers(found: readonly NamedClaim[], space: string): Promise<NamedClaim[]> {
    const users = await this.users.of(
      space,
      found.map(({ claim }) => String(claim.row.user)),
    );
    return found.map(({ claim, names }) => ({ claim, names: { ...names, user: users.get(String(claim.row.user)) } }));
  }
}

async function withPlayers(list: ListReader, found: readonly StoredClaim[]): Promise<NamedClaim[]> {
  const holders = await list.findAll(
    players,
    found.map(({ row }) => row.player),
  );
  return found.map((claim) => ({ claim, names: { user: undefined, player: holders.get(claim.row.player)?.row.name } }));
}

function isNamed({ user, player }: NamedClaim['names'], part: string): boolean {
  return [user, player].some((name) => name !== undefined && foldName(name).includes(foldName(part)));
}
