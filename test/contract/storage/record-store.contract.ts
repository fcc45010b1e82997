import { afterAll, beforeAll, describe } from 'vitest';
import type { Storage } from '#storage';
import { describeAccounts } from './accounts.contract.js';
import { describeAppend } from './append.contract.js';
import { describeChanging } from './changing.contract.js';
import { describeConcurrency } from './concurrency.contract.js';
import { describeCrash } from './crash.contract.js';
import { describeFounding } from './founding.contract.js';
import { describeListing } from './listing.contract.js';
import { type CountBuckets, describeSharedLimits } from './rate-limits.contract.js';
import { describeReading } from './reading.contract.js';
import { describeSchema, type ListUniqueKeys } from './schema.contract.js';
import { describeSpaces } from './spaces.contract.js';
import type { TestDatabase } from './test-database.js';
import { describeTrees } from './trees.contract.js';

/** What any storage must do. Every test works in spaces of its own, so they share one database. */
export function describeRecordStore(
  engine: string,
  open: () => Promise<TestDatabase>,
  listUniqueKeys: ListUniqueKeys,
  countBuckets: CountBuckets,
): void {
  describe(`record store on ${engine}`, () => {
    let database: TestDatabase;
    let storage: Storage;
    beforeAll(async () => {
      database = await open();
      storage = await database.open();
    });
    afterAll(async () => {
      await storage?.close();
      await database?.remove();
    });
    const theStorage = (): Storage => storage;
    const theDatabase = (): TestDatabase => database;

    describeAppend(theStorage);
    describeReading(theStorage);
    describeChanging(theStorage);
    describeListing(theStorage);
    describeTrees(theStorage);
    describeConcurrency(theStorage, theDatabase);
    describeCrash(theStorage, theDatabase);
    describeSpaces(theStorage, theDatabase);
    describeFounding(theStorage, theDatabase);
    describeAccounts(theStorage, theDatabase);
    describeSharedLimits(theStorage, theDatabase, countBuckets);
    describeSchema(open, listUniqueKeys);
  });
}
