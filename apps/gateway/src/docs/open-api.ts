import { STATUS_CODES } from 'node:http';
import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PointercrateModule } from '#dialects/pointercrate';
import { RegisterModule } from '#dialects/register';
import { UnicatModule } from '#dialects/unicat';
import { HealthModule } from '../health/health.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { OpsModule } from '../ops/ops.module.js';

interface DocumentedApi {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly modules: readonly Type[];
  /** Paths to leave out: other names of what is documented already. */
  readonly omit?: RegExp;
}

const version = '0.1.0';

const apis: readonly DocumentedApi[] = [
  {
    name: 'pointercrate',
    title: 'Pointercrate dialect',
    description:
      'Demonlist records over REST. Get a token at `POST /api/v1/auth/` with Basic credentials (demo: `list_helper` / `list_helper-fixture-pw`), then authorise with it as Bearer.',
    modules: [PointercrateModule],
  },
  {
    name: 'unicat',
    title: 'Unicat dialect',
    description:
      'Localized record trees in a JSON envelope. Get a token at `POST /api/p/{project}/auth` (demo: `sample-api-key`); it comes back in the `Authorization` response header, bare, and is renewed by every answer.',
    modules: [UnicatModule],
  },
  {
    name: 'register',
    title: 'Registers dialect',
    description:
      'Append-only verifiable registers in JSON and CSV. Public registers need no credentials; private ones take an API key as Bearer (demo: `demo-reader-key`).',
    modules: [RegisterModule],
    omit: /^\/(?!registers\/)|^\/registers\/\{register\}\/v2\/|\/v1\/(?:load-rsf|download-rsf|archive)|\.\{suffix\}$/,
  },
  {
    name: 'ops',
    title: 'Operations',
    description: 'Administration and health. Operators authorise with Basic (demo: `ops` / `ops-demo-password`).',
    modules: [OpsModule, HealthModule, MetricsModule],
  },
];

function describe(
  app: INestApplication,
  { title, description, modules, omit }: DocumentedApi,
  publicUrl: string | undefined,
): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addServer(publicUrl ?? '/')
    .addBearerAuth()
    .addBasicAuth();
  const document = SwaggerModule.createDocument(app, builder.build(), { include: [...modules], deepScanRoutes: false });
  const paths = Object.entries(document.paths).filter(([path]) => omit === undefined || !omit.test(path));
  return describeBareResponses({ ...document, paths: Object.fromEntries(paths) });
}

/** OpenAPI demands a description of every response; where none was written, the status says it. */
function describeBareResponses(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, { responses?: Record<string, { description?: string }> }>)) {
      for (const [status, response] of Object.entries(operation?.responses ?? {})) {
        response.description ||= STATUS_CODES[status] ?? status;
      }
    }
  }
  return document;
}

/** Serves `/docs` (one UI for all documents, offline) and `/docs/{name}.json`. Documents are made when first asked for. */
export function serveDocuments(app: INestApplication, publicUrl: string | undefined): void {
  const documents = new Map<string, OpenAPIObject>();
  const documentOf = (api: DocumentedApi): OpenAPIObject => {
    const known = documents.get(api.name);
    if (known !== undefined) return known;
    const document = describe(app, api, publicUrl);
    documents.set(api.name, document);
    return document;
  };
  const [first] = apis;
  if (first === undefined) return;
  SwaggerModule.setup('docs', app, () => documentOf(first), {
    customSiteTitle: 'Records gateway',
    explorer: true,
    jsonDocumentUrl: `docs/${first.name}.json`,
    swaggerOptions: {
      urls: apis.map(({ name, title }) => ({ name: title, url: `/docs/${name}.json` })),
      persistAuthorization: true,
      tryItOutEnabled: true,
      validatorUrl: null,
    },
    raw: ['json'],
  });
  for (const api of apis.slice(1)) {
    SwaggerModule.setup(`docs/${api.name}`, app, () => documentOf(api), {
      ui: false,
      raw: ['json'],
      jsonDocumentUrl: `docs/${api.name}.json`,
    });
  }
}
