import { beforeAll, describe, expect, it } from 'vitest';
import {
  catalogue,
  demonlist,
  operator,
  pointercrateToken,
  reader,
  registerSource,
  registers,
  spaceGids,
  unicatToken,
} from '../support/demo.js';
import { describeOnEngines, type RunningGateway } from '../support/gateway.js';

type Headers = { authorization: string };
type Fields = Record<string, string | string[]>;
interface UnicatRecord {
  readonly gid: string;
  readonly status: string;
  readonly fields: Record<string, Record<string, unknown>>;
}

async function data<T>(gateway: RunningGateway, path: string, headers: Headers): Promise<T> {
  const answer = await gateway.request('GET', path, { headers });
  expect(answer.status, path).toBe(200);
  return answer.json<{ data: T }>().data;
}

async function gidOf(gateway: RunningGateway, registerPath: string, headers: Headers): Promise<string> {
  const answer = await gateway.request('GET', `/ops/v1/resolve?address=${encodeURIComponent(registerPath)}`, {
    headers,
  });
  expect(answer.status, registerPath).toBe(200);
  return answer.json<{ gid: string }>().gid;
}

/** As the generic Unicat view spells an attribute. */
const fieldName = (attribute: string): string => attribute.replaceAll('-', '_');

async function unicatRecords(
  gateway: RunningGateway,
  project: string,
  gids: readonly string[],
  headers: Headers,
): Promise<Record<string, UnicatRecord>> {
  const answer = await gateway.request('POST', `/api/p/${project}/records/get`, { headers, body: { records: gids } });
  expect(answer.status).toBe(200);
  return answer.json<{ data: { records: Record<string, UnicatRecord> } }>().data.records;
}

describeOnEngines('every record of the demo data', (gateway) => {
  let helper: Headers;
  let gids: Record<string, string>;

  beforeAll(async () => {
    helper = await pointercrateToken(gateway(), 'list_helper');
    gids = await spaceGids(gateway());
  });

  it('numbers over 1,500', () => {
    const born = registers.reduce((sum, name) => sum + registerSource(name).records.length, 0);
    expect(born + demonlist.records.length + Object.keys(catalogue.data.records).length).toBeGreaterThan(1500);
  });

  describe.each(registers)('of the register %s', (register) => {
    const { records } = registerSource(register);

    it('is what its log says, through the register dialect', async () => {
      const shown = (await gateway().request('GET', `/registers/${register}/records?page-size=5000`)).json();
      expect(shown).toEqual(
        records.map(({ key, version, timestamp, item }) => ({
          'entry-number': version,
          'entry-timestamp': timestamp,
          key,
          blob: item,
        })),
      );
      for (const { key, item } of records) {
        const one = await gateway().request('GET', `/registers/${register}/records/${encodeURIComponent(key)}`);
        expect(one.json<{ blob: Fields }>().blob).toEqual(item);
      }
    });

    it('has the same values through the pointercrate dialect', async () => {
      for (const { ordinal, item } of records) {
        expect(await data(gateway(), `/spaces/${register}/api/v1/records/${ordinal}/`, helper)).toEqual({
          id: ordinal,
          status: 'approved',
          ...item,
        });
      }
    });

    it('has the same values through the unicat dialect', async () => {
      const project = gids[register] ?? '';
      const token = await unicatToken(gateway(), project);
      const byGid = new Map<string, Record<string, unknown>>();
      for (const { key, item } of records) {
        byGid.set(await gidOf(gateway(), `/registers/${register}/records/${encodeURIComponent(key)}`, reader), item);
      }
      const shown = await unicatRecords(gateway(), project, [...byGid.keys()], token);
      expect(Object.keys(shown)).toHaveLength(records.length);
      for (const [gid, item] of byGid) {
        for (const values of Object.values(shown[gid]?.fields ?? { none: {} })) {
          const set = Object.entries(values).filter(([, value]) => value !== null);
          const expected = Object.entries(item).map(([attribute, value]) => [fieldName(attribute), value]);
          expect(sortedTexts(set)).toEqual(sortedTexts(expected));
        }
      }
    });
  });

  describe('of the demonlist', () => {
    const players = new Map<number, { link_banned: boolean }>(
      demonlist.players.map((player: { id: number }) => [player.id, player]),
    );
    let staff: Headers;
    beforeAll(async () => {
      // A key, because a password is hashed anew for each of 300 requests.
      const made = await gateway().request('POST', '/ops/v1/spaces/demonlist/keys', {
        headers: operator,
        body: { role: 'staff' },
      });
      staff = { authorization: `Bearer ${made.json<{ key: string }>().key}` };
    });
    const shownTo = (path: string, headers: Headers) => gateway().request('GET', path, { headers });

    it('has the same values through the register dialect, all of them for staff', async () => {
      for (const { id, progress, video, raw_footage, status, player, demon, submitter } of demonlist.records) {
        const answer = await shownTo(`/registers/demonlist-record/records/${id}`, staff);
        expect(answer.status).toBe(200);
        const expected = {
          'demonlist-record': id,
          progress,
          video,
          'raw-footage': raw_footage,
          status,
          player,
          demon,
          submitter,
        };
        const texts = Object.entries(expected).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
        expect(answer.json<{ blob: Fields }>().blob).toMatchObject(Object.fromEntries(texts));
      }
    });

    it('is hidden or withheld from readers as its birth dialect says', async () => {
      for (const { id, status, video, raw_footage, player, submitter } of demonlist.records) {
        const answer = await shownTo(`/registers/demonlist-record/records/${id}`, reader);
        expect(answer.status, `record ${id}`).toBe(status === 'approved' ? 200 : 404);
        if (status !== 'approved') continue;
        const { blob } = answer.json<{ blob: Fields }>();
        expect(blob.submitter).toMatch(/^\*\*REDACTED\*\*[0-9a-f]{64}$/);
        expect(answer.text).not.toContain(`"submitter":"${submitter}"`);
        if (raw_footage !== null) expect(answer.text).not.toContain(raw_footage);
        if (video !== null && players.get(player)?.link_banned) expect(answer.text).not.toContain(video);
        if (video !== null && !players.get(player)?.link_banned) expect(blob.video).toBe(video);
      }
    });

    it('has demons without the videos of link-banned verifiers', async () => {
      let withheld = 0;
      for (const { id, name, video, verifier } of demonlist.demons) {
        const { blob } = (await shownTo(`/registers/demonlist-demon/records/${id}`, reader)).json<{ blob: Fields }>();
        expect(blob.name).toBe(name);
        if (video === null) expect(blob.video).toBeUndefined();
        else if (players.get(verifier)?.link_banned) {
          expect(blob.video).toMatch(/^\*\*REDACTED\*\*[0-9a-f]{64}$/);
          withheld += 1;
        } else expect(blob.video).toBe(video);
      }
      expect(withheld).toBe(2);
      const blobs = await shownTo('/registers/demonlist-demon/blobs', reader);
      expect(blobs.text).not.toContain(demonlist.demons.find(({ id }: { id: number }) => id === 8).video);
    });

    it('has the same values through the unicat dialect, what is hidden left out', async () => {
      const project = gids.demonlist ?? '';
      const token = await unicatToken(gateway(), project);
      const gidById = new Map<number, string>();
      for (const { id } of demonlist.records)
        gidById.set(id, await gidOf(gateway(), `/registers/demonlist-record/records/${id}`, staff));
      const shown = await unicatRecords(gateway(), project, [...gidById.values()], token);
      for (const { id, status, progress, player, demon, video, raw_footage } of demonlist.records) {
        const record = shown[gidById.get(id) ?? ''];
        expect(record !== undefined, `record ${id}`).toBe(status === 'approved');
        if (record === undefined) continue;
        const values = Object.values(record.fields)[0] ?? {};
        expect(values).toMatchObject({
          progress,
          status,
          player,
          demon,
          submitter: null,
          raw_footage: null,
        });
        expect(values.video).toBe(players.get(player)?.link_banned ? null : video);
        if (raw_footage !== null) expect(JSON.stringify(record)).not.toContain(raw_footage);
      }
    });
  });

  describe('of the catalogue', () => {
    const project: string = catalogue.result.project;
    const records: UnicatRecord[] = Object.values(catalogue.data.records);
    const texts = (record: UnicatRecord): string[] =>
      Object.values(record.fields).flatMap(({ name, artnr, description }) =>
        [name, artnr, description].filter((value) => typeof value === 'string'),
      );

    it('is what the source says, through the unicat dialect', async () => {
      const token = await unicatToken(gateway(), project, 'sample-api-key');
      expect(await unicatRecords(gateway(), project, Object.keys(catalogue.data.records), token)).toEqual(catalogue.data.records);
    });

    it('has its texts through the register dialect, under valid names', async () => {
      for (const record of records) {
        const answer = await gateway().request('GET', `/registers/noorderlicht-record/records/${record.gid}`, {
          headers: reader,
        });
        expect(answer.status).toBe(200);
        const { blob } = answer.json<{ blob: Fields }>();
        expect(Object.keys(blob).every((name) => /^[a-z][a-z0-9-]*$/.test(name))).toBe(true);
        expect(blob['noorderlicht-record']).toBe(record.gid);
        expect(blob['end-date'] !== undefined).toBe(record.status === 'deleted');
        const values = Object.values(blob).flat();
        expect(texts(record).filter((text) => text.trim() !== '' && !values.includes(text))).toEqual([]);
      }
    });

    it('has the same values through the pointercrate dialect', async () => {
      const member = await pointercrateToken(gateway(), 'ines', 'sample-password');
      for (const { gid } of records) {
        const path = `/registers/noorderlicht-record/records/${gid}`;
        const { blob } = (await gateway().request('GET', path, { headers: reader })).json<{ blob: Fields }>();
        const resolved = await gateway().request('GET', `/ops/v1/resolve?address=${path}`, { headers: reader });
        const { id, addresses } = resolved.json<{ id: number; addresses: { pointercrate: string } }>();
        expect(await data(gateway(), addresses.pointercrate, member)).toEqual({ id, status: 'approved', ...blob });
      }
    });
  });
});

/** Numbers, booleans and texts alike as text, so that a typed view compares with the stored form. */
function sortedTexts(entries: readonly (readonly unknown[])[]): string[] {
  return entries.map(([name, value]) => `${String(name)}=${Array.isArray(value) ? JSON.stringify(value) : String(value)}`).sort();
}
