import { expect, it } from 'vitest';
import { basic, demonlist, operator, pointercrateToken, reader } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { type Addressing, addressings, expectCommonHeaders, expectError } from './addressing.js';
import { objectHash, redacted } from './object-hash.js';

interface RecordDocument {
  readonly key: string;
  readonly blob: Readonly<Record<string, string | string[]>>;
}

interface SourceRecord {
  readonly id: number;
  readonly status: string;
  readonly player: number;
  readonly video: string | null;
  readonly raw_footage: string | null;
  readonly submitter: number;
}

const records = demonlist.records as readonly SourceRecord[];
const players = new Map((demonlist.players as { id: number; link_banned: boolean }[]).map((player) => [player.id, player]));
const approved = records.filter(({ status }) => status === 'approved');
const hiddenOne = records.find(({ status }) => status !== 'approved')!;
const isLinkBanned = ({ player }: SourceRecord): boolean => players.get(player)!.link_banned;
const linkBanned = approved.find((record) => isLinkBanned(record) && record.video !== null)!;
const shown = approved.find((record) => !isLinkBanned(record) && record.video !== null && record.raw_footage !== null)!;

const unauthorized = (answer: Answer): void => {
  expectError(answer, 401, 'unauthorized');
  expect(answer.headers['www-authenticate']).toBe('Basic realm="registers"');
};

for (const addressing of addressings) {
  describeOnEngines(`private registers ${addressing.how}`, (gateway) => {
    const get = (path: string, headers: Record<string, string> = {}, register = 'demonlist-record') =>
      asked(addressing, register, path, headers);
    const asked = ({ base, headers: hosts }: Addressing, register: string, path: string, headers: Record<string, string>) =>
      gateway().request('GET', base(register) + path, { headers: { ...hosts(register), ...headers } });
    const recordsOf = async (path: string, headers: Record<string, string>): Promise<RecordDocument[]> =>
      (await get(path, headers)).json<RecordDocument[]>();

    it('nothing is shown without credentials, not even what does not exist', async () => {
      for (const path of ['/records', '/records.csv', `/records/${shown.id}`, '/records/ZZ', `/records/${shown.id}/entries`]) {
        unauthorized(await get(path));
      }
      unauthorized(await get('/records', {}, 'noorderlicht-record'));
    });

    it('credentials that prove nothing are none', async () => {
      const wrong = [
        'demo-reader-key',
        'Bearer',
        'Bearer ',
        'Bearer demo-reader-key-',
        'Basic',
        'Basic !!!',
        'Basic demo-reader-key',
        basic('ops', 'wrong'),
        basic('nobody', 'ops-demo-password'),
        basic('', ''),
        basic('ops', 'x'.repeat(3000)),
        'Digest username="ops"',
      ];
      for (const authorization of wrong) unauthorized(await get('/records', { authorization }));
    });

    it('a token of another dialect is no credential', async () => {
      unauthorized(await get('/records', await pointercrateToken(gateway(), 'list_helper')));
    });

    it('an account without a membership is refused like anybody', async () => {
      unauthorized(
        await get('/records', { authorization: basic('list_helper', 'list_helper-fixture-pw') }, 'noorderlicht-record'),
      );
    });

    it('an API key reads as Bearer, a member as Basic', async () => {
      for (const headers of [
        reader,
        { authorization: 'bearer demo-reader-key' },
        { authorization: basic('list_helper', 'list_helper-fixture-pw') },
      ]) {
        const answer = await get(`/records/${shown.id}`, headers);
        expect([answer.status, answer.json<RecordDocument>().key]).toEqual([200, String(shown.id)]);
        expectCommonHeaders(answer);
      }
    });

    it('withheld values are shown redacted, and the object hash stays that of what staff see', async () => {
      const [seen, whole] = await Promise.all(
        [reader, operator].map(async (headers) => (await get(`/records/${shown.id}`, headers)).json<RecordDocument>().blob),
      );
      expect(whole!['raw-footage']).toBe(shown.raw_footage);
      expect(seen).toEqual({
        ...whole,
        submitter: redacted(String(shown.submitter)),
        'raw-footage': redacted(shown.raw_footage!),
      });
      expect(seen!.video).toBe(shown.video);
      expect(objectHash(seen!)).toBe(objectHash(whole!));
    });

    it('links of link-banned holders are redacted too', async () => {
      const { blob } = (await get(`/records/${linkBanned.id}`, reader)).json<RecordDocument>();
      expect(blob.video).toBe(redacted(linkBanned.video!));
      expect((await get(`/records/${linkBanned.id}`, operator)).json<RecordDocument>().blob.video).toBe(linkBanned.video);
    });

    it('lists show the same as single records', async () => {
      const list = await recordsOf('/records?page-size=5000', reader);
      for (const { id } of [shown, linkBanned]) {
        const one = (await get(`/records/${id}`, reader)).json<RecordDocument>();
        expect(list.find(({ key }) => key === String(id))).toEqual(one);
      }
      const csv = (await get('/records.csv?page-size=5000', reader)).text;
      expect(csv).toContain(redacted(shown.raw_footage!));
      for (const { raw_footage } of approved) if (raw_footage !== null) expect(csv).not.toContain(raw_footage);
      for (const record of approved) if (isLinkBanned(record) && record.video !== null) expect(csv).not.toContain(record.video);
    });

    it('hidden records are not found, but their trail is', async () => {
      expectError(await get(`/records/${hiddenOne.id}`, reader), 404, 'not_found');
      const trail = await get(`/records/${hiddenOne.id}/entries`, reader);
      expect(trail.status).toBe(200);
      const entries = trail.json<Record<string, unknown>[]>();
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) expect(Object.keys(entry)).toEqual(['entry-number', 'entry-timestamp', 'key', 'blob-hash']);
    });

    it('lists leave hidden records out, on every page', async () => {
      const all = (await recordsOf('/records?page-size=5000', reader)).map(({ key }) => Number(key));
      expect([...all].sort((a, b) => a - b)).toEqual(approved.map(({ id }) => id).sort((a, b) => a - b));
      const paged: number[] = [];
      const pages = Math.ceil(approved.length / 50);
      for (let page = 1; page <= pages; page += 1) {
        paged.push(...(await recordsOf(`/records?page-index=${page}&page-size=50`, reader)).map(({ key }) => Number(key)));
      }
      expect(paged).toEqual(all);
      const last = await get(`/records?page-index=${pages}&page-size=50`, reader);
      expect(last.headers.link).toContain('rel="previous"');
      expect(last.headers.link).not.toContain('rel="next"');
      expectError(await get(`/records?page-index=${pages + 1}&page-size=50`, reader), 404, 'not_found');
    });

    it('a filter cannot ask for what is hidden', async () => {
      for (const name of ['submitter', 'raw-footage', 'video']) {
        expectError(await get(`/records?name=${name}&value=1`, reader), 400, 'unexpected_parameter');
      }
      expectError(await get('/records?name=nope&value=1', reader), 404, 'not_found');
      expect((await get('/records?name=status&value=submitted', reader)).text).toBe('[]');
      expect((await recordsOf('/records?name=status&value=approved&page-size=5000', reader)).length).toBe(approved.length);
    });

    it('staff see all', async () => {
      expect(await recordsOf('/records?page-size=5000', operator)).toHaveLength(records.length);
      expect((await get(`/records/${hiddenOne.id}`, operator)).status).toBe(200);
      const submitted = records.filter(({ status }) => status === 'submitted').length;
      expect(await recordsOf('/records?name=status&value=submitted&page-size=5000', operator)).toHaveLength(submitted);
      const first = records.filter(({ submitter }) => submitter === 1).length;
      expect(await recordsOf('/records?name=submitter&value=1&page-size=5000', operator)).toHaveLength(first);
    });

    it('the role of a key decides', async () => {
      const keyOf = async (role: string): Promise<Record<string, string>> => {
        const made = await gateway().request('POST', '/ops/v1/spaces/demonlist/keys', { headers: operator, body: { role } });
        return { authorization: `Bearer ${made.json<{ key: string }>().key}` };
      };
      const [read, staff] = [await keyOf('read'), await keyOf('staff')];
      expect(await recordsOf('/records?page-size=5000', read)).toHaveLength(approved.length);
      expect(await recordsOf('/records?page-size=5000', staff)).toHaveLength(records.length);
      unauthorized(await get('/records', staff, 'noorderlicht-record'));
    });

    it('every collection of a space is a register, and a hidden one shows no records', async () => {
      const players = (await get('/records?page-size=5000', reader, 'demonlist-player')).json<RecordDocument[]>();
      expect(players).toHaveLength(demonlist.players.length);
      for (const { key, blob } of players) {
        expect(blob['demonlist-player']).toBe(key);
        if (blob['link-banned'] !== undefined) expect(blob['link-banned']).toMatch(/^\*\*REDACTED\*\*/);
      }
      const submitters = await get('/records', reader, 'demonlist-submitter');
      expect([submitters.status, submitters.text]).toEqual([200, '[]']);
      expectError(await get('/records/1', reader, 'demonlist-submitter'), 404, 'not_found');
      expect((await get('/records/1', operator, 'demonlist-submitter')).status).toBe(200);
    });

    it('the records of a catalogue are a register', async () => {
      const list = (await get('/records?page-size=5000', reader, 'noorderlicht-record')).json<RecordDocument[]>();
      expect(list.length).toBeGreaterThan(0);
      for (const { key, blob } of list) expect(blob['noorderlicht-record']).toBe(key);
      const [first] = list;
      expect((await get(`/records/${first!.key}`, reader, 'noorderlicht-record')).json()).toEqual(first);
      expect((await get(`/records/${first!.key}/entries`, reader, 'noorderlicht-record')).status).toBe(200);
    });

    it('HEAD is refused like GET, a preflight is not', async () => {
      const path = `${addressing.base('demonlist-record')}/records`;
      const headers = addressing.headers('demonlist-record');
      const head = await gateway().request('HEAD', path, { headers });
      expect([head.status, head.text, head.headers['www-authenticate']]).toEqual([401, '', 'Basic realm="registers"']);
      expect((await gateway().request('OPTIONS', path, { headers })).status).toBe(200);
    });

    it('Authorization may be broken on a public register all the same', async () => {
      expect((await get('/records/CI', { authorization: 'Bearer x' }, 'country')).status).toBe(200);
    });

    it('the root of a private register is private', async () => {
      unauthorized(await gateway().request('GET', '/registers/demonlist-record'));
    });
  });
}
