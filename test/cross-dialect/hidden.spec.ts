import { expect, it } from 'vitest';
import { operator, pointercrateToken, reader, spaceGids, unicatToken } from '../support/demo.js';
import { describeOnFreshGateways, type RunningGateway } from '../support/gateway.js';

/** What only staff may see of a demonlist: texts that are nowhere else in the demo data. */
const secrets = {
  footage: 'https://example.org/secret-footage',
  address: '192.0.2.211',
  note: 'a secret between staff',
  hiddenVideo: 'secretvideo',
};
/** A player is a player like others, also one that a hidden record made. */
const hiddenHolder = 'Nobody Shall Know';

async function fillIn(gateway: RunningGateway): Promise<number[]> {
  const helper = await pointercrateToken(gateway, 'list_helper');
  const submit = async (body: object): Promise<number> => {
    const headers = { ...helper, 'x-real-ip': secrets.address };
    const answer = await gateway.request('POST', '/api/v1/records/', { headers, body });
    expect(answer.status, answer.text).toBe(200);
    return answer.json<{ data: { id: number } }>().data.id;
  };
  const shared = { progress: 100, demon: 2, raw_footage: secrets.footage, note: secrets.note };
  const approved = await submit({ ...shared, player: 'Open Book', video: 'https://youtu.be/openvideo01', status: 'approved' });
  const submitted = await submit({ ...shared, player: hiddenHolder, video: `https://youtu.be/${secrets.hiddenVideo}` });
  const deleted = await submit({
    ...shared,
    player: 'Open Book',
    demon: 3,
    video: 'https://youtu.be/openvideo02',
    status: 'rejected',
  });
  const gone = await gateway.request('DELETE', `/api/v1/records/${deleted}/`, {
    headers: { ...(await pointercrateToken(gateway, 'list_moderator')), 'if-match': '*' },
  });
  expect(gone.status).toBe(204);
  return [approved, submitted, deleted];
}

describeOnFreshGateways(
  'what a demonlist hides',
  (gateway) => {
    it('is in no answer that readers without the permission get, in whichever dialect they ask', async () => {
      const ids = await fillIn(gateway());
      const user = await pointercrateToken(gateway(), 'stardust1971');
      const gids = await spaceGids(gateway());
      const member = await unicatToken(gateway(), gids.demonlist!);
      const seen: string[] = [];
      const ask = async (method: string, path: string, headers: Record<string, string>, body?: object): Promise<void> => {
        const answer = await gateway().request(method, path, { headers, ...(body === undefined ? {} : { body }) });
        seen.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.headers)} ${answer.text}`);
      };

      for (const headers of [{}, user]) {
        for (const path of [
          'records/',
          'records/?limit=100&after=300',
          'players/?limit=100',
          'submitters/',
          'players/ranking/',
        ]) {
          await ask('GET', `/api/v1/${path}`, headers);
        }
        for (const id of ids) {
          for (const path of ['', 'notes/', 'audit/']) await ask('GET', `/api/v1/records/${id}/${path}`, headers);
        }
        await ask('GET', '/api/v2/demons/2/', headers);
        await ask('GET', `/api/v1/records/?video=https://www.youtube.com/watch?v=${secrets.hiddenVideo}`, headers);
      }

      for (const collection of ['record', 'player', 'note', 'submitter', 'claim', 'demon']) {
        const register = `/registers/demonlist-${collection}`;
        for (const path of [
          'records?page-size=5000',
          'entries?limit=5000',
          'blobs?limit=5000',
          'download-rsf',
          'v1/records.csv',
        ]) {
          await ask('GET', `${register}/${path}`, reader);
        }
        for (const id of ids) {
          for (const path of ['', '/entries']) await ask('GET', `${register}/records/${id}${path}`, reader);
        }
      }
      const [approved] = ids;
      await ask('GET', '/registers/demonlist-record/records?name=raw-footage&value=x', reader);
      await ask('GET', `/registers/demonlist-record/records?name=submitter&value=13`, reader);

      const project = `/api/p/${gids.demonlist}`;
      const search = (q: string): object => ({ language: 'en', q });
      await ask('GET', `${project}/init`, member);
      await ask('POST', `${project}/records/root`, member, {});
      for (const q of ['secret', 'staff', '+a +secret', secrets.address, hiddenHolder, secrets.hiddenVideo]) {
        await ask('POST', `${project}/records/search`, member, { ...search(q), 'page.size': 1000 });
      }
      await ask('POST', `${project}/records/bulk/get`, member, { selection: [{ search: search('secret') }], 'page.size': 1000 });
      await ask('POST', '/sync/get', member, { cc_cursor: 1, project: gids.demonlist, cursor: 1 });
      await ask('GET', `/spaces/demonlist/api/v1/records/${approved}/`, user);

      // It is there for those who may see it, so that not finding it says something.
      const staff = await pointercrateToken(gateway(), 'list_helper');
      const shown = await gateway().request('GET', `/api/v1/records/${approved}/`, { headers: staff });
      expect(shown.text).toContain(secrets.footage);

      expect(seen.filter((text) => text.includes(': 200 ')).length).toBeGreaterThan(25);
      expect(seen.filter((text) => text.includes(': 5'))).toEqual([]);
      for (const [name, secret] of Object.entries(secrets)) {
        // What was asked for comes back in links and in messages.
        const telling = seen.map((text) => text.slice(text.indexOf(': ') + 2)).filter((text) => text.includes(secret));
        const echoes =
          name === 'hiddenVideo' ? telling.filter((text) => !text.startsWith('200') || !text.endsWith(' []')) : telling;
        expect(echoes, name).toEqual([]);
      }
    });

    it('is there for staff, in every dialect', async () => {
      await fillIn(gateway());
      const { key } = (
        await gateway().request('POST', '/ops/v1/spaces/demonlist/keys', { headers: operator, body: { role: 'staff' } })
      ).json<{ key: string }>();
      const headers = { authorization: `Bearer ${key}` };
      const records = await gateway().request('GET', '/registers/demonlist-record/records?page-size=5000', { headers });
      expect(records.text).toContain(secrets.footage);
      const submitters = await gateway().request('GET', '/registers/demonlist-submitter/records?page-size=5000', { headers });
      expect(submitters.text).toContain(secrets.address);
      const notes = await gateway().request('GET', '/registers/demonlist-note/records?page-size=5000', { headers });
      expect(notes.text).toContain(secrets.note);
    });
  },
  { TRUST_PROXY: 'true' },
);
