import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectHash, type Space, systemClock } from '#records';
import { openStorage, type Storage } from '#storage';
import type { ProjectMember } from '../guards/project-request.js';
import { JobQueue } from '../jobs/job-queue.js';
import { RecordTexts } from '../serializers/record-texts.js';
import { Announcements } from '../sync/announcements.js';
import { ImportProject } from '../use-cases/import-project.use-case.js';
import type { ProjectWrite } from './project-write.js';
import { ProjectWrites } from './project-writes.js';
import { SelectedRecords, type SelectionCursor } from './selected-records.js';
import { readSelection } from './selection.js';
import { StoredSchemas } from './stored-schemas.js';

const sample = JSON.parse(readFileSync('demo/unicat/sample.json', 'utf8'));
const [ordering] = sample.data['cc.projects'][sample.result.project].options.orderedorderings;
const size = 1500;
const gidOf = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const big = gidOf(999_999);

/** Selections of more than can be compared in one go. */
describe('SelectedRecords', () => {
  let storage: Storage;
  let writes: ProjectWrites;
  let member: ProjectMember;

  beforeAll(async () => {
    storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: [] });
    const { store, spaces, accounts } = storage;
    await new ImportProject(store, spaces, accounts).execute({ space: 'shop', fixture: sample });
    const found = await accounts.findByGid(sample.result.user, 'shop');
    if (found?.membership === undefined) throw new Error('The API user is no member');
    member = { space: (await spaces.find('shop')) as Space, account: found.account, membership: found.membership };
    const announcements = new Announcements(store, systemClock);
    writes = new ProjectWrites(store, systemClock, new StoredSchemas(), new RecordTexts(), announcements, new JobQueue());
    await writes.execute(member, async (write) => {
      const placed = (gid: string, parent: string, index: number) => ({
        gid,
        values: {},
        placement: {
          parent,
          canonical: null,
          definition: sample.data.records[sample.root].definition,
          channels: ['__all__'],
          orderings: { [ordering]: index },
          copies: 0,
          createdOn: 1,
          updatedOn: 1,
        },
      });
      await write.putRecords([
        placed(big, sample.root, 99),
        ...Array.from({ length: size }, (_, at) => placed(gidOf(at), big, size - at)),
      ]);
    });
  });
  afterAll(() => storage.close());

  async function walk(selection: unknown, pageSize: number): Promise<{ gids: string[]; sizes: number[] }> {
    return writes.execute(member, async (write: ProjectWrite) => {
      const gids: string[] = [];
      const sizes: number[] = [];
      for (let cursor: SelectionCursor | null | undefined; cursor !== null; ) {
        const selected = await SelectedRecords.open(write.tree, readSelection(selection), []);
        const page = await selected.page(cursor, pageSize);
        gids.push(...page.views.keys());
        sizes.push(page.size);
        cursor = page.next;
      }
      return { gids, sizes };
    });
  }

  it('counts what is named one by one and listed again', async () => {
    const { gids, sizes } = await walk([gidOf(7), { children: big, ordering, exclude: [gidOf(8)] }, gidOf(9)], 400);
    expect(gids).toHaveLength(size - 1);
    expect(new Set(gids).size).toBe(size - 1);
    expect(gids.slice(0, 2)).toEqual([gidOf(7), gidOf(size - 1)]);
    expect(new Set(sizes)).toEqual(new Set([size - 1]));
  });

  it('gives each record once where lists are too long to compare, and then counts less', async () => {
    const { gids, sizes } = await walk([{ children: big }, { children: big, ordering }], 1000);
    expect(gids).toEqual(Array.from({ length: size }, (_, at) => gidOf(at)));
    expect(sizes[0]).toBe(2 * size);
    expect(sizes.at(-1)).toBe(size);
  });
});
