import type { ListReader } from '../list/list-reader.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { rowOf } from '../mapping/table.js';
import { type DemonRow, nationalities, type PlayerRow, players, type RecordRow, records } from '../mapping/tables.js';
import type { CountryDocument } from '../serializers/demon.document.js';
import type { DemonView, ListedDemonView } from '../serializers/demon.serializer.js';

type Players = ReadonlyMap<number, StoredRow<PlayerRow>>;

/** Everything that the full form of a demon shows. */
export async function readDemonView(list: ListReader, demon: StoredRow<DemonRow>): Promise<DemonView> {
  const approved = await list.list(records, has(records, 'demon', demon.id), has(records, 'status', 'approved'));
  const creators = demon.row.creators ?? [];
  const found = await playersOf(list, [demon], [...creators, ...approved.map(({ row }) => row.player)]);
  const countries = await countriesOf(
    list,
    approved.map(({ row }) => found.get(row.player)?.row.nationality ?? ''),
  );
  return {
    ...listedView(demon, found),
    creators: creators.map((id) => playerAmong(found, id)),
    records: approved.sort(byProgress).map((record) => {
      const player = playerAmong(found, record.row.player);
      return { record, player, nationality: countries.get(player.row.nationality ?? '') ?? null };
    }),
  };
}

/** Verifiers and publishers of demons, and others. */
export function playersOf(
  list: ListReader,
  demons: readonly StoredRow<DemonRow>[],
  others: readonly number[] = [],
): Promise<Players> {
  return list.findAll(players, [...new Set([...demons.flatMap(({ row }) => [row.verifier, row.publisher]), ...others])]);
}

export function listedView(demon: StoredRow<DemonRow>, found: Players): ListedDemonView {
  return { demon, verifier: playerAmong(found, demon.row.verifier), publisher: playerAmong(found, demon.row.publisher) };
}

function playerAmong(found: Players, id: number): StoredRow<PlayerRow> {
  const player = found.get(id);
  if (player === undefined) throw new Error(`A demon or one of its records names player ${id}, who does not exist`);
  return player;
}

async function countriesOf(list: ListReader, codes: readonly string[]): Promise<ReadonlyMap<string, CountryDocument>> {
  const found = await list.reader.findRecords(
    nationalities.collection,
    [...new Set(codes)].filter((code) => code !== ''),
  );
  return new Map(
    found.map(({ key, fields }) => [key, { country_code: key, nation: rowOf(nationalities, fields).nation, subdivision: null }]),
  );
}

/** Best progress first, then by id (contract §1.6). */
function byProgress(a: StoredRow<RecordRow>, b: StoredRow<RecordRow>): number {
  return b.row.progress - a.row.progress || a.id - b.id;
}
