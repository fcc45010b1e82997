// One server under load: the gateway, or bare Fastify running the statements that the gateway was seen to run. Started by
// run.ts with an IPC channel, over which it tells its port and its CPU time.
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { readConfig } from '../apps/gateway/src/config/gateway-config.js';
import { createGateway, type Gateway } from '../apps/gateway/src/create-gateway.js';
import { PostgresSession } from '../libs/storage/src/engines/postgres-session.js';
import type { SqlSession } from '../libs/storage/src/engines/sql-engine.js';
import { SqliteSession } from '../libs/storage/src/engines/sqlite-session.js';
import type { Parameter, Statement } from '../libs/storage/src/engines/statement.js';
import { type Endpoint, seedEndpoints } from './endpoints.js';

interface Observed {
  readonly endpoint: Endpoint;
  readonly statements: readonly (readonly [Statement, readonly Parameter[]])[];
  readonly answer: string;
}

async function main(kind: string): Promise<void> {
  const gateway = await createGateway(readConfig(process.env), () => undefined);
  const port = kind === 'gateway' ? await serveGateway(gateway) : await serveBare(gateway);
  process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
  process.send?.({ port });
}

async function serveGateway({ app }: Gateway): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.getHttpServer().address() as AddressInfo).port;
}

/** Runs the same statements with the same parameters and sends the same bytes: only the gateway's own work is missing. */
async function serveBare(gateway: Gateway): Promise<number> {
  const observed = await observe(gateway);
  const session = sessionOf(gateway);
  const server = fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const { endpoint, statements, answer } of observed) {
    server.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: async (_request, reply) => {
        for (const [statement, parameters] of statements) await session.all(statement, parameters);
        return reply.type('application/json').send(answer);
      },
    });
  }
  await server.listen({ host: '127.0.0.1', port: 0 });
  return (server.server.address() as AddressInfo).port;
}

function sessionOf({ storage }: Gateway): SqlSession {
  return (storage.store as unknown as { engine: { latest: SqlSession } }).engine.latest;
}

async function observe(gateway: Gateway): Promise<Observed[]> {
  const base = `http://127.0.0.1:${await serveGateway(gateway)}`;
  const observed: Observed[] = [];
  for (const endpoint of await seedEndpoints(base)) {
    const call = async (): Promise<string> => {
      const { method, path, headers, body } = endpoint;
      const response = await fetch(base + path, { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) });
      if (!response.ok) throw new Error(`${endpoint.name} answers ${response.status}`);
      return response.text();
    };
    // The first call fills caches that a server under load has filled.
    await call();
    const recording = record();
    const answer = await call();
    observed.push({ endpoint, answer, statements: recording.stop() });
  }
  return observed;
}

/** Notes every statement but those about the caller's account: the bare server knows no callers. */
function record(): { stop(): Observed['statements'] } {
  const statements: [Statement, readonly Parameter[]][] = [];
  const undo = [SqliteSession, PostgresSession].map(({ prototype }) => {
    const original = prototype.all;
    prototype.all = function all<Row>(this: SqlSession, statement: Statement, parameters: readonly Parameter[]): Promise<Row[]> {
      if (!/\baccount\b/.test(statement.text)) statements.push([statement, parameters]);
      return (original as SqlSession['all']).call(this, statement, parameters) as Promise<Row[]>;
    };
    return () => {
      prototype.all = original;
    };
  });
  return {
    stop: () => {
      for (const each of undo) each();
      return statements;
    },
  };
}

main(process.argv[2] ?? 'gateway').catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
