import { describe, expect, it } from 'vitest';
import { AlreadyExists } from '#records';
import type { Storage } from '#storage';
import { append, draft, space, type TestDatabase } from './test-database.js';

export function describeSpaces(storage: () => Storage, database: () => TestDatabase): void {
  describe('spaces', () => {
    it('are found by id and gid, and listed by id', async () => {
      const { spaces } = storage();
      const [one, two] = [
        space(undefined, { birth: 'unicat', visibility: 'private', title: 'Ü "1"', createdAt: 1_700_000_000_123 }),
        space(),
      ];
      await spaces.create(one);
      await spaces.create(two);
      for (let time = 0; time < 2; time += 1) {
        expect(await spaces.find(one.id)).toEqual(one);
        expect(await spaces.findByGid(two.gid)).toEqual(two);
      }
      const listed = (await spaces.list()).map(({ id }) => id);
      expect(listed).toEqual([...listed].sort());
      expect(listed).toEqual(expect.arrayContaining([one.id, two.id]));
    });

    it('are not there until they are created', async () => {
      const { spaces } = storage();
      const later = space();
      expect(await spaces.find(later.id)).toBeUndefined();
      expect(await spaces.findByGid(later.gid)).toBeUndefined();
      expect(await spaces.find('nul \u0000')).toBeUndefined();
      await spaces.create(later);
      expect(await spaces.find(later.id)).toEqual(later);
    });

    it('refuse an id or a gid that is taken, and the reserved id', async () => {
      const { spaces } = storage();
      const taken = space();
      await spaces.create(taken);
      await expect(spaces.create(space(taken.id, { gid: space().gid }))).rejects.toThrow(AlreadyExists);
      await expect(spaces.create(space(undefined, { gid: taken.gid }))).rejects.toThrow(AlreadyExists);
      await expect(spaces.create(space('gateway'))).rejects.toThrow(AlreadyExists);
      expect(await spaces.find('gateway')).toBeUndefined();
    });

    it('refuse an id that is the name of a register of another space', async () => {
      const { spaces } = storage();
      const owner = space(undefined, { birth: 'pointercrate' });
      await spaces.create(owner);
      await append(
        storage(),
        owner.id,
        draft('x', { n: '1' }, { collection: 'big-demon' }),
        draft('x', { n: '1' }, { collection: 'unicat.placement.x' }),
      );
      await expect(spaces.create(space(`${owner.id}-big-demon`))).rejects.toThrow(AlreadyExists);
      await expect(spaces.create(space(`${owner.id}-record`))).rejects.toThrow(AlreadyExists);
      await spaces.create(space(`${owner.id}-demon`));
      const shadowed = space();
      await spaces.create(space(`${shadowed.id}-record`));
      await expect(spaces.create({ ...shadowed, birth: 'unicat' })).rejects.toThrow(AlreadyExists);
      await spaces.create(shadowed);
    });

    it('cannot be created twice by two processes', async () => {
      const other = await database().open();
      try {
        const wanted = space();
        const results = await Promise.allSettled([
          storage().spaces.create(wanted),
          other.spaces.create({ ...wanted, title: 'other' }),
          other.spaces.create({ ...space(), gid: wanted.gid }),
        ]);
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(AlreadyExists);
      } finally {
        await other.close();
      }
    });
  });
}
