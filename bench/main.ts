// All parts, or those that are named: `npm run bench -- bulk`.
import { measureBulkLoad } from './bulk.js';
import { measureCatalogue } from './catalogue.js';
import { compareEndpoints } from './compare-endpoints.js';
import { measureDemonlist } from './demonlist.js';
import { measureLongLog } from './long-log.js';

const parts: { readonly [name: string]: () => Promise<void> } = {
  endpoints: compareEndpoints,
  bulk: measureBulkLoad,
  'long-log': measureLongLog,
  demonlist: measureDemonlist,
  catalogue: measureCatalogue,
};

async function main(names: readonly string[]): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(parts)) {
    const part = parts[name];
    if (part === undefined) throw new RangeError(`No part '${name}'; there are ${Object.keys(parts).join(', ')}`);
    await part();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
