import { expect, it } from 'vitest';
import { demonlist, operator, reader } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { addressings, expectCommonHeaders, expectError } from './addressing.js';
import { objectHash, redacted } from './object-hash.js';

interface EntryDocument {
  readonly 'entry-number': number;
  readonly key: string;
  readonly 'blob-hash': string;
}
type BlobDocument = Readonly<Record<string, string | string[]>>;

interface SourceRecord {
  readonly id: number;
  readonly status: string;
  readonly raw_footage: string | null;
  readonly submitter: number;
}

const records = demonlist.records as readonly SourceRecord[];
const isApproved = ({ status }: SourceRecord): boolean => status === 'approved';
const approved = new Set(records.filter(isApproved).map(({ id }) => String(id)));
const shown = records.find((record) => isApproved(record) && record.raw_footage !== null)!;
const hidden = records.find((record) => !isApproved(record))!;

for (const addressing of addressings) {
  describeOnEngines(`the log of a private register ${addressing.how}`, (gateway) => {
    const get = (path: string, headers: Record<string, string>, register = 'demonlist-record'): Promise<Answer> =>
      gateway().request('GET', addressing.base(register) + path, { headers: { ...addressing.headers(register), ...headers } });
    const entries = async (): Promise<EntryDocument[]> => (await get('/entries?limit=5000', reader)).json<EntryDocument[]>();
    const hashOf = async ({ id }: SourceRecord): Promise<string> =>
      (await entries()).findLast(({ key }) => key === String(id))!['blob-hash'];
    const blobsOf = async (path: string, headers: Record<string, string>): Promise<[string, BlobDocument][]> =>
      Object.entries((await get(path, headers)).json<Record<string, BlobDocument>>());

    it('nothing is shown without credentials', async () => {
      const hash = await hashOf(shown);
      const paths = ['/entries', '/entries.csv', '/entries/1', '/blobs', '/blobs.csv', `/blobs/${hash}`, '/context', '/register'];
      const proofs = ['/proofs/register', '/proofs/entries/1/1', '/proofs/entry/1/1', '/proofs/consistency/1/1'];
      for (const path of [...paths, ...proofs, '/snapshots/1', '/snapshots/1/1', '/entries/0', '/snapshots/9999999']) {
        const answer = await get(path, {});
        expectError(answer, 401, 'unauthorized');
        expect(answer.headers['www-authenticate']).toBe('Basic realm="registers"');
      }
    });

    it('entries of hidden records keep number, key and hash', async () => {
      const all = await entries();
      expect(all.map((entry) => entry['entry-number'])).toEqual(all.map((_, at) => at + 1));
      expect(all.some(({ key }) => key === String(hidden.id))).toBe(true);
      const { 'entry-number': number } = all.find(({ key }) => key === String(hidden.id))!;
      expect(Object.keys((await get(`/entries/${number}`, reader)).json<object>())).toEqual([
        'entry-number',
        'entry-timestamp',
        'key',
        'blob-hash',
      ]);
    });

    it('blobs of hidden records are not there, under any of their names', async () => {
      const hash = await hashOf(hidden);
      const whole = await get(`/blobs/${hash}`, operator);
      expect([whole.status, whole.json<BlobDocument>()['demonlist-record']]).toEqual([200, String(hidden.id)]);
      for (const name of [hash, `sha-256:${hash.slice(4)}`, `1220${objectHash(whole.json<BlobDocument>())}`]) {
        expect((await get(`/blobs/${name}`, operator)).text).toBe(whole.text);
        expectError(await get(`/blobs/${name}`, reader), 404, 'not_found');
        expectError(await get(`/blobs/${name}.csv`, reader), 404, 'not_found');
      }
    });

    it('withheld values are redacted in blobs too, and the object hash stays', async () => {
      const hash = await hashOf(shown);
      const [seen, whole] = await Promise.all([reader, operator].map((headers) => get(`/blobs/${hash}`, headers)));
      expect(whole!.json<BlobDocument>()['raw-footage']).toBe(shown.raw_footage);
      expect(seen!.json()).toEqual({
        ...whole!.json<BlobDocument>(),
        submitter: redacted(String(shown.submitter)),
        'raw-footage': redacted(shown.raw_footage!),
      });
      const identity = objectHash(whole!.json<BlobDocument>());
      expect(objectHash(seen!.json<BlobDocument>())).toBe(identity);
      expect((await get(`/blobs/1220${identity}`, reader)).text).toBe(seen!.text);
      expect((await get(`/blobs/${hash}.csv`, reader)).text).toContain(redacted(shown.raw_footage!));
      // What one reader keeps must not be taken for what another sees.
      expect(seen!.headers.etag).not.toBe(whole!.headers.etag);
      expectCommonHeaders(seen!, 'private, no-transform, max-age=3600');
    });

    it('lists of blobs leave those of hidden records out, on every page', async () => {
      const all = await blobsOf('/blobs?limit=5000', reader);
      expect(new Set(all.map(([, blob]) => blob['demonlist-record']))).toEqual(approved);
      for (const [, blob] of all) expect(blob.submitter).toMatch(/^\*\*REDACTED\*\*/);
      const paged: [string, BlobDocument][] = [];
      for (let path: string | undefined = '/blobs?limit=50'; path !== undefined; ) {
        const { headers } = await get(path, reader);
        paged.push(...(await blobsOf(path, reader)));
        path = /^<([^>]*)>/.exec(String(headers.link ?? ''))?.[1]?.slice(addressing.base('demonlist-record').length);
      }
      expect(paged).toEqual(all);
      const table = (await get('/blobs.csv?limit=5000', reader)).text;
      expect(table.split('\r\n')).toHaveLength(all.length + 2);
      expect(table).not.toContain(shown.raw_footage!);
    });

    it('staff see every blob', async () => {
      const all = await blobsOf('/blobs?limit=5000', operator);
      expect(new Set(all.map(([, blob]) => blob['demonlist-record']))).toEqual(new Set(records.map(({ id }) => String(id))));
      expect(new Set(all.map(([hash]) => hash))).toEqual(new Set((await entries()).map((entry) => entry['blob-hash'])));
    });

    it('a collection that is hidden as a whole shows no blob', async () => {
      const { text } = await get('/blobs?limit=5000', reader, 'demonlist-submitter');
      expect(text).toBe('{}');
    });

    it('what readers keep is theirs alone', async () => {
      for (const path of ['/entries/1', '/proofs/entries/1/1', '/snapshots/1', `/snapshots/${1}.csv`]) {
        const answer = await get(path, reader);
        expect(answer.status).toBe(200);
        expectCommonHeaders(answer, 'private, no-transform, max-age=31536000, immutable');
      }
    });

    it('its context counts what is in the log, and its proofs hold', async () => {
      const total = (await entries()).length;
      const context = (await get('/context', reader)).json<{
        id: string;
        'root-hash': string;
        statistics: Record<string, number>;
      }>();
      expect([context.id, context.statistics['total-entries']]).toEqual(['demonlist-record', total]);
      expect((await get('/proofs/register', reader)).json()).toEqual({
        'root-hash': context['root-hash'],
        'total-entries': total,
      });
      expect((await get(`/snapshots/${total}`, reader)).json<object[]>()).toHaveLength(context.statistics['total-records']!);
      expect((await get('/register', reader)).json()).toMatchObject({ 'register-record': { register: 'demonlist-record' } });
    });
  });
}
