// A register log of a million entries, loaded by a process of its own, beside what the bare driver takes to insert the very
// rows that came of it. Both depend on what else the machine does, so the ratio counts more than the rates.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openStorage } from '#storage';
import { writeGeneratedLog } from '../test/support/generated-log.js';
import type { LoadReport } from '../test/support/load-log.js';
import { type StartedPostgres, startPostgres } from '../test/support/postgres.js';
import { insertIntoPostgres, insertIntoSqlite } from './bare-insert.js';

export const entries = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const loader = fileURLToPath(new URL('../test/support/load-log.js', import.meta.url));

interface Row {
  readonly engine: string;
  readonly layout: string;
  /** Entries per second of the clock. */
  readonly gateway: number;
  readonly bare: number;
  readonly ratio: number;
  /** Microseconds of this process's CPU time for an entry. */
  readonly cpuPerEntry: number;
  /** Resident set at its peak above what it was before, in MB. */
  readonly peakMb: number;
}

/** Loads the generated log into the database, in another process. */
export async function loadGenerated(databaseUrl: string, log: string): Promise<LoadReport> {
  const { stdout } = await promisify(execFile)(process.execPath, [loader, databaseUrl, log], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return JSON.parse(stdout) as LoadReport;
}

async function createSchema(url: string): Promise<void> {
  await (await openStorage({ url, digester: { digest: () => Buffer.alloc(0) }, trees: [] })).close();
}

function rowOf(engine: string, layout: string, report: LoadReport, bareSeconds: number): Row {
  const row = {
    engine,
    layout,
    gateway: Math.round(report.entries / report.seconds),
    bare: Math.round(report.entries / bareSeconds),
    ratio: Number((bareSeconds / report.seconds).toFixed(2)),
    cpuPerEntry: Number(((report.cpuSeconds / report.entries) * 1e6).toFixed(1)),
    peakMb: Math.round((report.peakBytes - report.idleBytes) / 1e6),
  };
  process.stderr.write(`${engine} ${layout}: ${row.gateway} entries/s, ${row.ratio} of the bare driver, ${row.peakMb} MB\n`);
  return row;
}

async function measureSqlite(folder: string, layout: string, log: string): Promise<Row> {
  const [file, bare] = [join(folder, `${layout}.sqlite`), join(folder, `${layout}-bare.sqlite`)];
  const report = await loadGenerated(`sqlite:${file}`, log);
  await createSchema(`sqlite:${bare}`);
  const seconds = insertIntoSqlite(file, bare);
  for (const each of [file, bare]) await rm(each);
  return rowOf('sqlite', layout, report, seconds);
}

async function measurePostgres(postgres: StartedPostgres, layout: string, log: string): Promise<Row> {
  const [database, bare] = [await postgres.createDatabase(), await postgres.createDatabase()];
  const report = await loadGenerated(database, log);
  await createSchema(bare);
  const seconds = await insertIntoPostgres(database, bare);
  for (const each of [database, bare]) await postgres.dropDatabase(each);
  return rowOf('postgres', layout, report, seconds);
}

/** The part `bulk`. */
export async function measureBulkLoad(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  const postgres = await startPostgres();
  try {
    const rows: Row[] = [];
    for (const layout of ['items-first', 'interleaved'] as const) {
      const log = join(folder, `${layout}.rsf`);
      await writeGeneratedLog(log, entries, layout);
      rows.push(await measureSqlite(folder, layout, log), await measurePostgres(postgres, layout, log));
      await rm(log);
    }
    console.table(rows);
    await mkdir('bench-results', { recursive: true });
    const file = join('bench-results', 'bulk-load.json');
    await writeFile(file, `${JSON.stringify({ node: process.version, entries, rows }, undefined, 2)}\n`);
    process.stderr.write(`Written to ${file}.\n`);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
