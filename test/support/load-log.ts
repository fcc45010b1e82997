// Loads a log in a process of its own and tells what that took: node … load-log.ts <database URL> <file> [register]
import 'reflect-metadata';
import { fileSource, LoadRegisterLog, leafHashers } from '#dialects/register';
import { nobody, objectHash, systemClock } from '#records';
import { openStorage } from '#storage';

/** One line of JSON on stdout. */
export interface LoadReport {
  readonly entries: number;
  readonly rootHash: string;
  readonly seconds: number;
  /** CPU time of this process; on PostgreSQL the server has its own. */
  readonly cpuSeconds: number;
  /** Resident set before the load, and its peak during it. */
  readonly idleBytes: number;
  readonly peakBytes: number;
}

const [url, file, space] = process.argv.slice(2);
if (url === undefined || file === undefined) throw new RangeError('A database and a file are needed');
const storage = await openStorage({ url, digester: { digest: objectHash }, trees: leafHashers });
const idleBytes = process.memoryUsage.rss();
let peakBytes = idleBytes;
const watch = (): void => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
};
const timer = setInterval(watch, 10);
const [cpu, start] = [process.cpuUsage(), performance.now()];
const { userEntries, rootHash } = await new LoadRegisterLog(storage.store, storage.spaces, systemClock).execute({
  ...(space === undefined ? {} : { space }),
  source: fileSource(file),
  recordedBy: nobody,
  validation: 'strict',
  mayCreate: true,
  onProgress: watch,
});
const { user, system } = process.cpuUsage(cpu);
const report: LoadReport = {
  entries: userEntries,
  rootHash,
  seconds: (performance.now() - start) / 1000,
  cpuSeconds: (user + system) / 1e6,
  idleBytes,
  peakBytes,
};
clearInterval(timer);
await storage.close();
process.stdout.write(`${JSON.stringify(report)}\n`);
