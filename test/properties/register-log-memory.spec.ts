import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LogLayout, writeGeneratedLog } from '../support/generated-log.js';
import type { LoadReport } from '../support/load-log.js';
import { postgresServer } from '../support/postgres-server.js';

const hooks = new URL('../contract/storage/typescript-hooks.mjs', import.meta.url).href;
const registration = `data:text/javascript,${encodeURIComponent(`import { register } from 'node:module'; register('${hooks}');`)}`;
const loader = fileURLToPath(new URL('../support/load-log.ts', import.meta.url));

/** Enough for whatever grows with the log to stand out: kept as objects, so many entries take 300 MB and more. */
const entries = 100_000;
/** Of the process that loads, above what it had before. */
const bound = 200e6;

describe('loading a long log', () => {
  let folder: string;
  const logs = new Map<LogLayout, string>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-logs-'));
    for (const layout of ['items-first', 'interleaved'] as const) {
      const path = join(folder, `${layout}.rsf`);
      await writeGeneratedLog(path, entries, layout);
      logs.set(layout, path);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const load = async (url: string, layout: LogLayout): Promise<LoadReport> => {
    const node = ['--conditions=source', '--import', registration, loader, url, logs.get(layout) ?? ''];
    const { stdout } = await promisify(execFile)(process.execPath, node);
    return JSON.parse(stdout) as LoadReport;
  };
  const roots = new Set<string>();
  const requireBound = ({ entries: loaded, rootHash, idleBytes, peakBytes }: LoadReport): void => {
    expect(loaded).toBe(entries);
    expect(peakBytes - idleBytes).toBeLessThan(bound);
    roots.add(rootHash);
    expect(roots.size).toBe(1);
  };

  it.each(['items-first', 'interleaved'] as const)(
    'keeps within 200 MB on SQLite, %s',
    async (layout) => {
      requireBound(await load(`sqlite:${join(folder, `${layout}.sqlite`)}`, layout));
    },
    180_000,
  );

  it('keeps within 200 MB on PostgreSQL', async () => {
    const server = postgresServer(inject('postgresUrl'));
    const url = await server.createDatabase();
    try {
      requireBound(await load(url, 'items-first'));
    } finally {
      await server.dropDatabase(url);
    }
  }, 180_000);
});
