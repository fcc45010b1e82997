import { type ActorId, type EntryDraft, type Instant, type RecordKey, type SpaceId, schemaDrafts } from '#records';
import { listSettings } from '../list/list-sizes.js';
import { foldName, playerNames } from '../list/player-names.js';
import { fieldsOf, schemaOf, type Table } from '../mapping/table.js';
import {
  claims,
  demons,
  nationalities,
  notes,
  type PlayerRow,
  players,
  records,
  subdivisionKey,
  subdivisions,
  submitters,
  tables,
} from '../mapping/tables.js';
import type { DemonlistFixture } from './demonlist-fixture.js';
import { inOrderOfIds, instantOf, replayAudit } from './replay-audit.js';

interface Stamp {
  readonly recordedAt: Instant;
  readonly recordedBy: ActorId;
}

/**
 * Everything that the log of a new demonlist holds: definitions and tables at the instant of the first audit entry,
 * then the records event by event, each written by the user who caused it.
 * @throws InvalidRecord
 */
export function demonlistDrafts(fixture: DemonlistFixture, space: SpaceId, stamp: Stamp): EntryDraft[] {
  const draft = <Row extends object>(table: Table<Row>, key: string | number, row: Row, at: Stamp = stamp): EntryDraft => {
    const recordKey: RecordKey = String(key);
    return { collection: table.collection, key: recordKey, fields: fieldsOf(table, space, recordKey, row), ...at };
  };
  const rows = new Map(fixture.records.map((row) => [row.id, row]));
  return [
    ...settingsDrafts(fixture, stamp),
    ...tables.flatMap((table) => schemaDrafts(table.collection, schemaOf<object>(table, space), stamp)),
    ...fixture.nationalities.map((row) => draft(nationalities, row.country_code, row)),
    ...fixture.nationalities.flatMap(({ country_code, subdivisions: parts }) =>
      parts.map((part) =>
        draft(subdivisions, subdivisionKey(country_code, part.iso_code), { ...part, nationality: country_code }),
      ),
    ),
    ...byId(fixture.players).map((row) => draft(players, row.id, withSubdivisionKey(row))),
    ...fixture.players.map(({ id, name }) => ({
      collection: playerNames,
      key: foldName(name),
      fields: { player: String(id) },
      ...stamp,
    })),
    ...byId(fixture.demons).map((row) => draft(demons, row.id, row)),
    ...byId(fixture.submitters).map((row) => draft(submitters, row.id, row)),
    ...byId(fixture.player_claims).map(({ id, user_id, player_id, ...row }) =>
      draft(claims, id, { ...row, user: user_id, player: player_id }),
    ),
    ...byId(fixture.record_notes).map((row) => draft(notes, row.id, row)),
    ...replayAudit(rows, inOrderOfIds(fixture.record_audit)).map(({ event, row }) =>
      draft(records, event.record, row, { recordedAt: instantOf(event), recordedBy: String(event.user) }),
    ),
  ];
}

function settingsDrafts({ list_information: sizes }: DemonlistFixture, stamp: Stamp): EntryDraft[] {
  if (sizes === undefined) return [];
  const fields = { main: String(sizes.list_size), extended: String(sizes.extended_list_size) };
  return [{ ...listSettings, fields, ...stamp }];
}

/** Rows are appended in the order of their ids, on which paging relies. */
function byId<Row extends { readonly id: number }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => a.id - b.id);
}

function withSubdivisionKey(row: PlayerRow): PlayerRow {
  const { nationality, subdivision } = row;
  return nationality === null || subdivision === null ? row : { ...row, subdivision: subdivisionKey(nationality, subdivision) };
}
