import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { type Dialect, DialectErrorFilter, RouteTable } from '#dialect-kit';
import { pointercrateDialect } from '#dialects/pointercrate';
import { leafHashers, registerDialect } from '#dialects/register';
import { AssetTexts, CatalogueTexts, unicatDialect } from '#dialects/unicat';
import { openFileStore } from '#files';
import { LocalChangeSignal, objectHash } from '#records';
import { openStorage, ProcessRateLimitStore, type Storage } from '#storage';
import type { GatewayConfig } from './config/gateway-config.js';
import { jwtSecret } from './config/jwt-secret.js';
import { loadDemo, type Progress } from './demo/load-demo.js';
import { serveDocuments } from './docs/open-api.js';
import { GatewayModule } from './gateway.module.js';
import { FastifyLogger } from './http/fastify-logger.js';
import { createAdapter } from './http/gateway-adapter.js';
import { RequestMetrics } from './metrics/request-metrics.js';
import { opsDialect } from './ops/ops.dialect.js';

export interface Gateway {
  readonly app: NestFastifyApplication;
  readonly storage: Storage;
  /** Whether the demo data was loaded by this start. */
  readonly demoLoaded: boolean;
  /** Answers what is under way, takes nothing new, then closes the database. */
  close(): Promise<void>;
}

/** Asked in this order: the last one owns what nobody else does. */
const dialects: readonly Dialect[] = [opsDialect, pointercrateDialect, unicatDialect, registerDialect()];

/** Demo data of the checkout or the image; both keep it beside the working directory. */
const demoFolder = resolve('demo');

export function openGatewayStorage(config: GatewayConfig): Promise<Storage> {
  return openStorage({
    url: config.databaseUrl,
    replicaUrls: config.replicaUrls,
    preparedStatements: config.preparedStatements,
    digester: { digest: objectHash },
    trees: leafHashers,
    texts: [new CatalogueTexts(), new AssetTexts()],
    signal: new LocalChangeSignal(),
  });
}

/** Migrates, loads the demo data where wanted, and puts everything together, ready to listen. */
export async function createGateway(config: GatewayConfig, progress: Progress): Promise<Gateway> {
  const secret = await jwtSecret(config);
  const storage = await openGatewayStorage(config);
  try {
    const demoLoaded = config.demoData && (await loadDemo(storage, demoFolder, progress));
    const app = await createApplication(config, storage, secret);
    if (!config.readOnly) storage.followLog();
    return {
      app,
      storage,
      demoLoaded,
      close: async () => {
        await app.close();
        await storage.close();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Pages of other origins carry their tokens in headers, so that cookies need not be allowed. */
function corsOptions({ corsOrigins }: GatewayConfig): Parameters<NestFastifyApplication['enableCors']>[0] {
  return {
    origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['ETag', 'Link', 'Links', 'Location', 'Retry-After', 'X-SUBMISSION-COUNT', 'Authorization'],
  };
}

async function createApplication(config: GatewayConfig, storage: Storage, secret: string): Promise<NestFastifyApplication> {
  const files = await openFileStore(config.filesUrl);
  const routes = new RouteTable();
  const metrics = new RequestMetrics();
  const adapter = createAdapter(config, dialects, routes);
  metrics.observe(adapter.getInstance() as unknown as FastifyInstance, dialects);
  const rateLimits = config.rateLimits === 'shared' ? storage.rateLimits : new ProcessRateLimitStore();
  const gateway = GatewayModule.forRoot(config, { ...storage, rateLimits }, files, secret, metrics);
  const app = await NestFactory.create<NestFastifyApplication>(gateway, adapter, {
    bodyParser: false,
    logger: new FastifyLogger(adapter.getInstance().log),
  });
  if (config.corsOrigins.length > 0) app.enableCors(corsOptions(config));
  app.useGlobalFilters(new DialectErrorFilter(dialects, routes));
  serveDocuments(app, config.publicUrl);
  await app.init();
  await adapter.getInstance().ready();
  return app;
}
