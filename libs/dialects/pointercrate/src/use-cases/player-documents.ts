import { Injectable } from '@nestjs/common';
import { KnownDemons } from '../list/known-demons.js';
import { KnownNations } from '../list/known-nations.js';
import type { ListReader } from '../list/list-reader.js';
import type { ListWriter } from '../list/list-writer.js';
import { findSubdivision, type Nations, readNations } from '../list/nations.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { type DemonRow, demons, players, records } from '../mapping/tables.js';
import { type PlayerView, serializePlayer } from '../serializers/player.serializer.js';
import { type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';
import { KnownStandings, type WriteStandings } from '../standings/known-standings.js';
import { standingOf } from '../standings/player-lists.js';
import type { Standings } from '../standings/standings.js';

/** What a player is shown with, beside his own row. */
interface Surroundings {
  readonly standings: Standings;
  readonly nations: Nations;
  readonly demons: readonly StoredRow<DemonRow>[];
}

/** Players in their full form; everybody sees the same. */
@Injectable()
export class PlayerDocuments {
  constructor(
    private readonly standings: KnownStandings,
    private readonly nations: KnownNations,
    private readonly demons: KnownDemons,
  ) {}

  /** @throws RecordNotFound */
  async read(list: ListReader, id: number): Promise<TaggedDocument> {
    const surroundings = {
      standings: await this.standings.of(list),
      nations: await this.nations.of(list),
      demons: await this.demons.of(list),
    };
    return tagDocument(serializePlayer(await viewPlayer(list, id, surroundings)));
  }

  /**
   * Within a write, as of what it has written so far.
   * @throws RecordNotFound
   */
  async readWithin(list: ListWriter, id: number, standings: WriteStandings): Promise<TaggedDocument> {
    const surroundings = {
      standings: await standings.now(),
      nations: await readNations(list),
      demons: await list.list(demons),
    };
    return tagDocument(serializePlayer(await viewPlayer(list, id, surroundings)));
  }
}

async function viewPlayer(list: ListReader, id: number, surroundings: Surroundings): Promise<PlayerView> {
  const { standings, nations } = surroundings;
  const player = await list.get(players, id);
  const nation = nations.at(player.row.nationality);
  const approved = await list.list(records, has(records, 'player', id), has(records, 'status', 'approved'));
  const byId = [...surroundings.demons].sort((a, b) => a.id - b.id);
  const demonOf = new Map(byId.map((demon) => [demon.id, demon]));
  const subdivision = player.row.subdivision?.slice(player.row.subdivision.indexOf('-') + 1);
  return {
    player,
    standing: standingOf(standings, id),
    nation,
    subdivision: nation === undefined || subdivision === undefined ? undefined : findSubdivision(nation, subdivision),
    records: approved.flatMap((record) => {
      const demon = demonOf.get(record.row.demon);
      return demon === undefined ? [] : [{ record, demon }];
    }),
    created: byId.filter(({ row }) => row.creators?.includes(id)),
    verified: byId.filter(({ row }) => row.verifier === id),
    published: byId.filter(({ row }) => row.publisher === id),
  };
}
