import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EntryDraft, readSchema, requireStorable, type StoredRecord, systemCollection } from '#records';
import { rowOf, type Table } from '../mapping/table.js';
import { claims, demons, nationalities, notes, players, records, subdivisions, submitters, tables } from '../mapping/tables.js';
import { demonlistDrafts } from './demonlist-drafts.js';
import { asDemonlistFixture } from './demonlist-fixture.js';

const file = new URL('../../../../../demo/pointercrate/sample.json', import.meta.url);
const fixture = asDemonlistFixture(JSON.parse(readFileSync(file, 'utf8')));
const recordedAt = Date.UTC(2023, 0, 1, 12, 30);
const drafts = demonlistDrafts(fixture, 'demonlist', { recordedAt, recordedBy: '0' });

const of = (collection: string): EntryDraft[] => drafts.filter((draft) => draft.collection === collection);

/** The rows that the collection ends with, by key. */
function finalRows<Row extends object>(table: Table<Row>): Map<string, Row> {
  return new Map(of(table.collection).map(({ key, fields }) => [key, rowOf(table, fields)]));
}

const byId = <Row extends { id: number }>(rows: readonly Row[]) => new Map(rows.map(({ id, ...row }) => [String(id), row]));

describe('demonlistDrafts', () => {
  it('ends with the records of the file', () => {
    expect(finalRows(records)).toEqual(byId(fixture.records));
  });

  it('has one entry for each audit entry, by its user and at its time', () => {
    expect(of('record').map(({ key, recordedAt: at, recordedBy }) => [key, new Date(at).toISOString(), recordedBy])).toEqual(
      fixture.record_audit.map(({ record, time, user }) => [String(record), `${time}.000Z`, String(user)]),
    );
  });

  it('has the statuses that the audit tells of', () => {
    const seen = new Map<string, string>();
    const entries = of('record').map(({ key, fields }, at) => {
      const before = seen.get(key);
      seen.set(key, fields.status as string);
      return [before ?? null, fixture.record_audit[at]?.old?.status ?? null];
    });
    for (const [before, old] of entries) expect(before).toBe(old);
  });

  it('starts every record with a status that was not modified', () => {
    const additions = of('record').filter((_, at) => fixture.record_audit[at]?.type === 'Addition');
    expect(additions).toHaveLength(300);
    expect(new Set(additions.map(({ fields }) => fields['status-was-modified']))).toEqual(new Set(['false']));
  });

  it('keeps demons, submitters and notes as they are', () => {
    const creatorsOf = (creators: readonly number[] | null) => (creators?.length === 0 ? null : creators);
    expect(finalRows(demons)).toEqual(byId(fixture.demons.map((row) => ({ ...row, creators: creatorsOf(row.creators) }))));
    expect(finalRows(submitters)).toEqual(byId(fixture.submitters));
    const editorsOf = (editors: readonly string[] | null) => (editors?.length === 0 ? null : editors);
    expect(finalRows(notes)).toEqual(byId(fixture.record_notes.map((row) => ({ ...row, editors: editorsOf(row.editors) }))));
  });

  it('keeps claims with the names of the objects', () => {
    expect(finalRows(claims).get('4')).toEqual({ user: 9, player: 6, verified: true, lock_submissions: true });
    expect([...finalRows(claims).keys()]).toEqual(['1', '3', '4', '6']);
  });

  it('keeps players, with subdivisions that are unique across countries', () => {
    for (const { id, score, rank, subdivision, ...row } of fixture.players as readonly ((typeof fixture.players)[number] & {
      score: number;
      rank: number | null;
    })[]) {
      const stored = finalRows(players).get(String(id));
      expect(stored).toEqual({ ...row, subdivision: subdivision === null ? null : `${row.nationality}-${subdivision}` });
      if (stored?.subdivision)
        expect(finalRows(subdivisions).get(stored.subdivision)).toMatchObject({ nationality: row.nationality });
    }
  });

  it('keeps nationalities and their subdivisions', () => {
    const parts = [...finalRows(subdivisions).values()];
    const countries = [...finalRows(nationalities)].map(([country_code, { nation }]) => ({
      country_code,
      nation,
      subdivisions: parts
        .filter(({ nationality }) => nationality === country_code)
        .map(({ iso_code, name }) => ({ iso_code, name })),
    }));
    expect(countries).toEqual(fixture.nationalities);
  });

  it('holds nothing that cannot be stored, and its key in every blob', () => {
    for (const { collection, key, fields } of drafts) {
      requireStorable(fields);
      if (!collection.includes('.')) expect(fields[`demonlist-${collection}`]).toBe(key);
    }
  });

  it('defines every collection, and every attribute that occurs', () => {
    for (const { collection } of tables) {
      const system = of(systemCollection(collection)) as readonly unknown[] as StoredRecord[];
      const defined = readSchema(`demonlist-${collection}`, system)?.attributes.map(({ name }) => name);
      expect(defined?.at(0)).toBe(`demonlist-${collection}`);
      for (const { fields } of of(collection)) expect(defined).toEqual(expect.arrayContaining(Object.keys(fields)));
    }
  });

  it('refers to keys that exist', () => {
    for (const { collection, columns } of tables) {
      for (const { attribute, references } of columns) {
        if (references === undefined) continue;
        const keys = new Set(of(references).map(({ key }) => key));
        for (const { fields } of of(collection))
          for (const key of [fields[attribute.name] ?? []].flat()) expect(keys).toContain(key);
      }
    }
  });
});
