// A process that is killed in the middle of a write: node … crash-writer.ts <database URL> <space>
import { openStorage } from '#storage';
import { digester, draft, trees } from './test-database.js';

const [url, space] = process.argv.slice(2);
if (url === undefined || space === undefined) throw new RangeError('A database and a space are needed');
const storage = await openStorage({ url, digester, trees });
await storage.store.write(space, async (tx) => {
  await tx.appendAll(Array.from({ length: 500 }, (_, at) => draft(`lost ${at}`, { n: String(at) })));
  await tx.head('country');
  process.send?.('appended');
  // Holds the transaction open until the process is killed; a pending promise alone would let it end.
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
