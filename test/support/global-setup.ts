import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { fileSource, LoadRegisterLog } from '#dialects/register';
import { nobody, systemClock } from '#records';
import { readConfig } from '../../apps/gateway/src/config/gateway-config.js';
import { createGateway } from '../../apps/gateway/src/create-gateway.js';
import { type StartedPostgres, startPostgres } from './postgres.js';

const tinyLog = fileURLToPath(new URL('../fixtures/register/cases/tiny.rsf', import.meta.url));

/** Starts PostgreSQL once for the run and loads the demo data once into each engine; tests work on copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-tests-'));
  const postgres = await startPostgres();
  const file = join(folder, 'demo.sqlite');
  const database = await postgres.createDatabase();
  try {
    await Promise.all([loadDemo(`sqlite:${file}`), loadDemo(database)]);
  } catch (error) {
    await end(postgres, database, folder);
    throw error;
  }
  project.provide('postgresUrl', postgres.url);
  project.provide('demoTemplates', { sqlite: file, postgres: database });
  return () => end(postgres, database, folder);
}

async function loadDemo(databaseUrl: string): Promise<void> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    DEMO_DATA: 'true',
    LOG_LEVEL: 'error',
    FILES_URL: 'memory:',
    JWT_SECRET: 'x'.repeat(32),
  });
  const gateway = await createGateway(config, () => undefined);
  const { store, spaces } = gateway.storage;
  await new LoadRegisterLog(store, spaces, systemClock).execute({
    space: 'tiny',
    source: fileSource(tinyLog),
    recordedBy: nobody,
    validation: 'strict',
    mayCreate: true,
  });
  await gateway.close();
}

async function end(postgres: StartedPostgres, database: string, folder: string): Promise<void> {
  await postgres.dropDatabase(database);
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
