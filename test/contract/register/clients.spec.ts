import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { registerSource } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { addressings, json } from './addressing.js';
import { leaf, root } from './merkle.js';

/** The calls of clients that were written for the original, as they make them (contract §9). */

interface V1Entry {
  readonly 'index-entry-number': string;
  readonly 'entry-number': string;
  readonly key: string;
  readonly 'item-hash': readonly string[];
}

type V1Records = Readonly<Record<string, { readonly key: string; readonly item: readonly Readonly<Record<string, string>>[] }>>;

interface Summary {
  readonly 'total-records': number;
  readonly 'total-entries': number;
  readonly 'register-record': { readonly fields: readonly string[]; readonly register: string };
}

for (const { how, base, headers: hosts } of addressings) {
  describeOnEngines(`known clients of the v1 view ${how}`, (gateway) => {
    /** Follows redirects as an HTTP library does, for as long as they stay below the client's base address. */
    const follow = async (register: string, path: string, headers: Record<string, string> = {}): Promise<Answer> => {
      const mount = `${base(register)}/v1/`;
      let target = mount + path;
      for (let hops = 0; hops < 3; hops += 1) {
        const answer = await gateway().request('GET', target, { headers: { ...hosts(register), ...headers } });
        if (answer.status !== 301) return answer;
        target = String(answer.headers.location);
        expect(target.startsWith(mount), `${path} leads to ${target}`).toBe(true);
      }
      throw new Error(`${path} leads in circles`);
    };

    it('openregister-client', async () => {
      const sent = { accept: 'application/json', authorization: 'an-api-key', 'user-agent': 'openregister-client/0.4' };
      const request = async <T>(path: string, register = 'local-authority-eng'): Promise<T | 'not found'> => {
        const answer = await follow(register, path, sent);
        if (answer.status === 404) return 'not found';
        expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
        return answer.json<T>();
      };
      const found = async <T>(path: string, register?: string): Promise<T> => {
        const document = await request<T>(path, register);
        if (document === 'not found') throw new Error(`No ${path}`);
        return document;
      };
      /** Page after page, until one is not found. */
      const allRecords = async (path: string, rest = '', register?: string): Promise<string[]> => {
        const keys: string[] = [];
        for (let page = 1; page < 100; page += 1) {
          const records = await request<V1Records>(`${path}?page-index=${page}${rest}`, register);
          if (records === 'not found') return keys;
          for (const { key, item } of Object.values(records)) {
            expect(item).toHaveLength(1);
            keys.push(key);
          }
        }
        throw new Error('The pages do not end');
      };

      const { records: source } = registerSource('local-authority-eng');
      const { 'total-records': size, 'register-record': definition } = await found<Summary>('register');
      expect([size, definition.register]).toEqual([source.length, 'local-authority-eng']);
      const keys = source.map(({ key }) => key);
      expect(await allRecords('records')).toEqual(keys);
      expect(await allRecords('records', '&page-size=50')).toEqual(keys);
      expect(await allRecords('records/local-authority-type/CC')).toEqual(['LND']);
      expect(await allRecords('records/local-authority-type/NMD')).toHaveLength(100);
      expect(await allRecords('records/name/United%20Kingdom', '', 'country')).toEqual(['GB']);

      const london = (await found<V1Records>('record/LND')).LND!;
      expect(london.item[0]!.name).toBe('City of London');
      expect(await request('record/ZZZ')).toBe('not found');
      const trail = await found<V1Entry[]>('record/LND/entries');
      expect(trail.map((entry) => entry['entry-number'])).toEqual(['38', '355']);

      const entries: V1Entry[] = [];
      // The client itself would go on for ever behind the last entry (contract §8, row 14).
      for (let start = 1; entries.length < 387; start += 100) {
        entries.push(...(await found<V1Entry[]>(`entries?start=${start}&limit=100`)));
      }
      expect(entries).toHaveLength(387);
      const [one, ...others] = await found<V1Entry[]>('entry/355');
      expect([one, others]).toEqual([entries[354], []]);
      expect(await request('entry/388')).toBe('not found');
      expect(await found(`item/${one!['item-hash'][0]}`)).toEqual(london.item[0]);
      expect(await request(`item/sha-256:${'0'.repeat(64)}`)).toBe('not found');
    });

    it('web pages', async () => {
      const answer = await follow('country', 'records.json?page-size=5000', { origin: 'https://page.example' });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      const data = answer.json<V1Records>();
      const names = Object.keys(data).map((key) => data[key]!.item[0]!.name);
      expect(names).toHaveLength(199);
      expect(names).toContain('Ivory Coast');
    });

    it('govuk-registers-api-client and caches: the log once, then what is new', async () => {
      const { entries: source } = registerSource('country');
      const known = new Map<string, string>();
      const entries: { key: string; timestamp: string; digest: string; number: number }[] = [];
      const apply = (text: string): void => {
        for (const line of text.split('\n')) {
          const [command, first = '', key = '', timestamp = '', hash = ''] = line.split('\t');
          if (command === 'add-item') known.set(`sha-256:${createHash('sha256').update(first).digest('hex')}`, first);
          if (command !== 'append-entry' || first !== 'user') continue;
          expect(known.has(hash)).toBe(true);
          entries.push({ key, timestamp, digest: hash.slice(8), number: entries.length + 1 });
        }
      };
      const download = async (path: string): Promise<string> => {
        const answer = await follow('country', path, { authorization: 'an-api-key' });
        expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/uk-gov-rsf']);
        return answer.text;
      };
      apply(await download('download-rsf/0/150'));
      expect(entries).toHaveLength(150);
      apply(await download('download-rsf/150/206'));
      apply(await download('download-rsf/206'));
      expect(entries.map(({ key, digest }) => [key, `sha-256:${digest}`])).toEqual(source.map(({ key, hash }) => [key, hash]));
      const { 'total-entries': total } = (await follow('country', 'register.json')).json<Summary>();
      const nothingNew = await download(`download-rsf/${total}`);
      expect(nothingNew.trim()).toBe(`assert-root-hash\tsha-256:${root(entries.map(leaf)).toString('hex')}`);
      apply(await download('download-rsf/0'));
      expect(entries).toHaveLength(2 * total);
    });
  });
}
