import { expect, it } from 'vitest';
import { nobody, objectHash, spaceGid } from '#records';
import { openStorage } from './index.js';

it('runs the example of the README', async () => {
  const storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
  await storage.spaces.create({
    id: 'country',
    gid: spaceGid('country'),
    birth: 'register',
    visibility: 'public',
    title: 'Country',
    createdAt: 0,
  });
  await storage.store.write('country', (tx) =>
    tx.append({ collection: 'country', key: 'GB', fields: { name: 'United Kingdom' }, recordedAt: 0, recordedBy: nobody }),
  );
  const found = await storage.store.latest('country').findRecord('country', { key: 'GB' });
  expect(found?.record).toMatchObject({ version: 1, rank: 1, fields: { name: 'United Kingdom' } });
  await storage.close();
});
