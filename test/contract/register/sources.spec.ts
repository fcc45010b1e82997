import { expect, it } from 'vitest';
import { registerSource, registers } from '../../support/demo.js';
import { describeOnEngines } from '../../support/gateway.js';
import { leaf, root } from './merkle.js';

interface EntryDocument {
  readonly 'entry-number': number;
  readonly 'entry-timestamp': string;
  readonly key: string;
  readonly 'blob-hash': string;
}

describeOnEngines('the demo registers against their source files', (gateway) => {
  const get = async <T>(path: string): Promise<T> => (await gateway().request('GET', `/registers${path}`)).json<T>();

  it.each(registers)('%s: sizes, root hash and definition', async (name) => {
    const { records, entries, system, rootHash } = registerSource(name);
    const definition = system.get(`register:${name}`)!;
    const fields = definition.fields as readonly string[];
    const own = (key: string, member = key) => system.get(key)?.[member];
    const { licence, 'hashing-algorithm': algorithm, ...context } = await get<Record<string, unknown>>(`/${name}/context`);
    const optional = {
      title: own('register-name'),
      description: definition.text,
      custodian: own('custodian'),
      copyright: definition.copyright,
    };
    expect(context).toEqual({
      id: name,
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      'root-hash': rootHash.replace('sha-256:', '1220'),
      schema: fields.map((field) => {
        const { datatype, cardinality, text } = system.get(`field:${field}`)!;
        return { id: field, datatype, cardinality, ...(text === undefined ? {} : { description: text }) };
      }),
      statistics: {
        'total-entries': entries.length,
        'total-blobs': new Set(entries.map(({ hash }) => hash)).size,
        'total-records': records.length,
      },
      status: { 'start-date': entries[0]!.timestamp },
    });
    const summary = await get<Record<string, unknown>>(`/${name}/register`);
    expect(summary['register-record']).toEqual(definition);
    expect([summary['total-entries'], summary['total-records'], summary['last-updated']]).toEqual([
      entries.length,
      records.length,
      entries.at(-1)!.timestamp,
    ]);
  });

  it.each(registers)('%s: every entry, and the root computed from them', async (name) => {
    const { entries, rootHash } = registerSource(name);
    const served = await get<EntryDocument[]>(`/${name}/entries?limit=5000`);
    expect(served).toEqual(
      entries.map(({ number, timestamp, key, hash }) => ({
        'entry-number': number,
        'entry-timestamp': timestamp,
        key,
        'blob-hash': hash.replace('sha-256:', '1220'),
      })),
    );
    const leaves = served.map((entry) =>
      leaf({
        number: entry['entry-number'],
        timestamp: entry['entry-timestamp'],
        key: entry.key,
        digest: entry['blob-hash'].slice(4),
      }),
    );
    expect(`sha-256:${root(leaves).toString('hex')}`).toBe(rootHash);
  });

  it.each(registers)('%s: every blob under the hash of its canonical form', async (name) => {
    const { entries, itemOf } = registerSource(name);
    const served = await get<Record<string, unknown>>(`/${name}/blobs?limit=5000`);
    const hashes = [...new Set(entries.map(({ hash }) => hash))];
    expect(served).toEqual(Object.fromEntries(hashes.map((hash) => [hash.replace('sha-256:', '1220'), itemOf(hash)])));
    expect(Object.keys(served)).toEqual(hashes.map((hash) => hash.replace('sha-256:', '1220')));
  });

  it('the register of registers uses one blob twice', async () => {
    const { statistics } = await get<{ statistics: unknown }>('/register/context');
    expect(statistics).toMatchObject({ 'total-entries': 75, 'total-blobs': 74 });
  });
});
