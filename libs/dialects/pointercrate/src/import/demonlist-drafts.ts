import { type ActorId, type EntryDraft, type Instant, type RecordKey, type SpaceId, schemaDrafts } from '#records';
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
import { instantOf, replayAudit } from './replay-audit.js';

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
    ...tables.flatMap((table) => schemaDrafts(table.collection, schemaOf<object>(table, space), stamp)),
    ...fixture.nationalities.map((row) => draft(nationalities, row.country_code, row)),
    ...fixture.nationalities.flatMap(({ country_code, subdivisions: parts }) =>
      parts.map((part) =>
        draft(subdivisions, subdivisionKey(country_code, part.iso_code), { ...part, nationality: country_code }),
      ),
    ),
    ...fixture.players.map((row) => draft(players, row.id, withSubdivisionKey(row))),
    ...fixture.demons.map((row) => draft(demons, row.id, row)),
    ...fixture.submitters.map((row) => draft(submitters, row.id, row)),
    ...fixture.player_claims.map(({ id, user_id, player_id, ...row }) =>
      draft(claims, id, { ...row, user: user_id, player: player_id }),
    ),
    ...fixture.record_notes.map((row) => draft(notes, row.id, row)),
    ...replayAudit(rows, fixture.record_audit).map(({ event, row }) =>
      draft(records, event.record, row, { recordedAt: instantOf(event), recordedBy: String(event.user) }),
    ),
  ];
}

function withSubdivisionKey(row: PlayerRow): PlayerRow {
  const { nationality, subdivision } = row;
  return nationality === null || subdivision === null ? row : { ...row, subdivision: subdivisionKey(nationality, subdivision) };
}
