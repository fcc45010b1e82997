// What a register with a million entries costs to ask: proofs, in server CPU time and until the answer, beside those of the
// same register when it was small; and the memory that a download of all of it takes.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedRegister, writeGeneratedLog } from '../test/support/generated-log.js';
import { startPostgres } from '../test/support/postgres.js';
import { entries, loadGenerated } from './bulk.js';
import { median, type Server, startServer } from './server-process.js';

const requests = 3000;
const small = 1000;

interface ProofRow {
  readonly engine: string;
  readonly proof: string;
  readonly logSize: number;
  /** Of server CPU time for a request, HTTP included. */
  readonly cpuMs: number;
  /** Median until the answer, one request at a time. */
  readonly answerMs: number;
}

interface DownloadRow {
  readonly engine: string;
  readonly download: number;
  readonly seconds: number;
  /** Resident memory at its peak above what the idle server had. */
  readonly peakMb: number;
}

async function measureProof(engine: string, server: Server, kind: 'entries' | 'consistency', logSize: number): Promise<ProofRow> {
  const ask = async (): Promise<number> => {
    const start = performance.now();
    const first = 1 + Math.floor(Math.random() * logSize);
    const answer = await fetch(`${server.base}/registers/${generatedRegister}/proofs/${kind}/${first}/${logSize}`);
    if (!answer.ok) throw new Error(`A proof answers ${answer.status}`);
    await answer.text();
    return performance.now() - start;
  };
  for (let at = 0; at < 500; at += 1) await ask();
  const { cpu } = await server.usage();
  const times: number[] = [];
  for (let at = 0; at < requests; at += 1) times.push(await ask());
  const cpuMs = ((await server.usage()).cpu - cpu) / requests / 1000;
  return { engine, proof: kind, logSize, cpuMs: rounded(cpuMs), answerMs: rounded(median(times)) };
}

async function measureDownload(engine: string, server: Server, download: number, idle: number): Promise<DownloadRow> {
  let peak = 0;
  const watch = setInterval(() => void server.usage().then(({ rss }) => (peak = Math.max(peak, rss))), 50);
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    const asked = request(`${server.base}/registers/${generatedRegister}/download-rsf`, (answer) => {
      answer.on('end', () => (answer.complete ? resolve() : reject(new Error('The download broke off'))));
      answer.resume();
    });
    asked.on('error', reject);
    asked.end();
  });
  clearInterval(watch);
  await server.usage();
  return { engine, download, seconds: rounded((performance.now() - start) / 1000), peakMb: Math.round((peak - idle) / 1e6) };
}

const rounded = (value: number): number => Number(value.toFixed(3));

async function measureEngine(
  engine: string,
  databaseUrl: string,
  log: string,
): Promise<{ proofs: ProofRow[]; downloads: DownloadRow[] }> {
  await loadGenerated(databaseUrl, log);
  const server = await startServer('gateway', databaseUrl);
  try {
    const { rss: idle } = await server.usage();
    const downloads: DownloadRow[] = [];
    for (const download of [1, 2]) downloads.push(await measureDownload(engine, server, download, idle));
    const proofs: ProofRow[] = [];
    for (const kind of ['entries', 'consistency'] as const) {
      for (const size of [small, entries]) proofs.push(await measureProof(engine, server, kind, size));
    }
    return { proofs, downloads };
  } finally {
    server.stop();
  }
}

/** The part `long-log`. */
export async function measureLongLog(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  const postgres = await startPostgres();
  try {
    const log = join(folder, 'log.rsf');
    await writeGeneratedLog(log, entries, 'items-first');
    const sqlite = await measureEngine('sqlite', `sqlite:${join(folder, 'gateway.sqlite')}`, log);
    const other = await measureEngine('postgres', await postgres.createDatabase(), log);
    const [proofs, downloads] = [
      [...sqlite.proofs, ...other.proofs],
      [...sqlite.downloads, ...other.downloads],
    ];
    console.table(proofs);
    console.table(downloads);
    await mkdir('bench-results', { recursive: true });
    const file = join('bench-results', 'long-log.json');
    await writeFile(file, `${JSON.stringify({ node: process.version, entries, proofs, downloads }, undefined, 2)}\n`);
    process.stderr.write(`Written to ${file}.\n`);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
