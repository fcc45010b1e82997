import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, inject } from 'vitest';
import { readConfig } from '../../apps/gateway/src/config/gateway-config.js';
import { createGateway, type Gateway } from '../../apps/gateway/src/create-gateway.js';
import { postgresServer } from './postgres-server.js';

export type Engine = 'sqlite' | 'postgres';
export const engines: readonly Engine[] = ['sqlite', 'postgres'];

export const testSecret = 'the secret of the tests, at least 32 bytes';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  json<T = unknown>(): T;
}

export interface RequestOptions {
  readonly headers?: Record<string, string | readonly string[]>;
  /** An object is sent as JSON. */
  readonly body?: string | Buffer | object;
}

export interface RunningGateway {
  readonly url: string;
  readonly databaseUrl: string;
  /** The path goes out exactly as given; redirects are not followed. */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  stop(): Promise<void>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    /** Databases with the demo data, to be copied. */
    demoTemplates: { sqlite: string; postgres: string };
  }
}

export type Data = 'demo' | 'empty';

export interface Start {
  readonly data: Data;
  /** What to do to the storage before the first request. */
  readonly prepare?: (storage: Gateway['storage']) => Promise<void>;
}

const withDemo: Start = { data: 'demo' };

export interface Database {
  readonly url: string;
  remove(): Promise<void>;
}

/** A database of its own, removed by whoever asked for it. */
export async function openDatabase(engine: Engine, data: Data): Promise<Database> {
  const templates = inject('demoTemplates');
  if (engine === 'postgres') {
    const server = postgresServer(inject('postgresUrl'));
    const url = await server.createDatabase(data === 'demo' ? templates.postgres : undefined);
    return { url, remove: () => server.dropDatabase(url) };
  }
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const file = join(folder, 'gateway.sqlite');
  if (data === 'demo') await copyFile(templates.sqlite, file);
  return { url: `sqlite:${file}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A gateway of its own on a free port, over a copy of the demo data or an empty database unless DATABASE_URL names another. */
export async function startGateway(
  engine: Engine,
  environment: NodeJS.ProcessEnv = {},
  { data, prepare }: Start = withDemo,
): Promise<RunningGateway> {
  const database = await openDatabase(engine, data);
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    FILES_URL: 'memory:',
    JWT_SECRET: testSecret,
    DEMO_DATA: 'false',
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'false',
    ...environment,
  });
  const gateway = await createGateway(config, () => undefined);
  await prepare?.(gateway.storage);
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = gateway.app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl: config.databaseUrl,
    request: (method, path, options = {}) => send(port, method, path, options),
    stop: async () => {
      await gateway.close();
      await database.remove();
    },
  };
}

function send(port: number, method: string, path: string, { headers = {}, body }: RequestOptions): Promise<Answer> {
  const payload = typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;
  // Node leaves the length of a GET's body out, and the server would take the body for another request.
  const length = payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) };
  const json =
    payload !== undefined && typeof body === 'object' && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {};
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...json, ...length, ...headers } as Record<string, string>,
        agent: false,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString('utf8');
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            bytes,
            json: <T>() => JSON.parse(text) as T,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

type Block = (gateway: () => RunningGateway, engine: Engine) => void;

function describeGateways(
  title: string,
  block: Block,
  [begin, end]: readonly [typeof beforeAll, typeof afterAll] | readonly [typeof beforeEach, typeof afterEach],
  environment: NodeJS.ProcessEnv,
  start: Start,
): void {
  describe.each(engines)(`${title} on %s`, (engine) => {
    let running: RunningGateway | undefined;
    begin(async () => {
      running = await startGateway(engine, environment, start);
    });
    end(async () => {
      await running?.stop();
    });
    block(() => {
      if (running === undefined) throw new Error('The gateway has not started');
      return running;
    }, engine);
  });
}

/** Runs a block of cases on each engine, against one gateway with the demo data and the register `tiny`. */
export function describeOnEngines(
  title: string,
  block: Block,
  environment: NodeJS.ProcessEnv = {},
  start: Start = withDemo,
): void {
  describeGateways(title, block, [beforeAll, afterAll], environment, start);
}

/** Runs a block of cases on each engine, each case against a gateway of its own with the demo data. */
export function describeOnFreshGateways(
  title: string,
  block: Block,
  environment: NodeJS.ProcessEnv = {},
  start: Start = withDemo,
): void {
  describeGateways(title, block, [beforeEach, afterEach], environment, start);
}

/** A random name for something that only this run owns. */
export const randomName = (): string => `test_${randomUUID().replaceAll('-', '')}`;
