// What a page, a search and a write cost in a catalogue of 200,000 records, one node of which has 10,000 children, beside the
// same in a catalogue of 2,000. Both answer in turn, so that both see the same machine.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportProject } from '#dialects/unicat';
import type { Space } from '#records';
import { readConfig } from '../apps/gateway/src/config/gateway-config.js';
import { openGatewayStorage } from '../apps/gateway/src/create-gateway.js';
import { placementCollection, recordCollection, reservedAttributes } from '../libs/dialects/unicat/src/mapping/collections.js';
import { projectDrafts } from '../libs/dialects/unicat/src/mapping/project-drafts.js';
import { mainProject, readFixture } from '../libs/dialects/unicat/src/mapping/project-fixture.js';
import { ProjectSchema, registerSpelling } from '../libs/dialects/unicat/src/mapping/project-schema.js';
import type { RecordDocument } from '../libs/dialects/unicat/src/wire/record.js';
import { type CatalogueSizes, GeneratedCatalogue, type Json } from '../test/support/generated-catalogue.js';
import { startPostgres } from '../test/support/postgres.js';
import { type CatalogueRequest, catalogueRequests } from './catalogue-requests.js';
import { median, type Server, startServer } from './server-process.js';

const large: CatalogueSizes = { records: 200_000, children: 10_000 };
const small: CatalogueSizes = { records: 2000, children: 200 };
const rounds = 30;
/** Records that are generated and written at once. */
const chunk = 2000;
const space = 'catalogue';

interface Row {
  readonly engine: string;
  readonly request: string;
  /** In the answer of the large catalogue. */
  readonly records: number;
  readonly answerMs: number;
  readonly smallMs: number;
  readonly ratio: number;
}

/** The project comes with its root; the other records follow, a chunk at a time. */
async function load(databaseUrl: string, catalogue: GeneratedCatalogue): Promise<void> {
  const { store, spaces, accounts, close } = await openGatewayStorage(
    readConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'x'.repeat(32), DEMO_DATA: 'false', NODE_ENV: 'production' }),
  );
  const [root, ...others] = [...new GeneratedCatalogue(catalogue.sample, { ...catalogue.sizes, records: 1 }).chunks(1)].flat();
  if (root === undefined || others.length > 0) throw new RangeError('The catalogue has no root');
  const fixture = catalogue.fixture([root]);
  await new ImportProject(store, spaces, accounts).execute({ space, fixture });
  const { content } = mainProject(readFixture(fixture));
  const found = (await spaces.find(space)) as Space;
  const schema = new ProjectSchema(content, registerSpelling(reservedAttributes(found)));
  for (const records of catalogue.chunks(chunk)) {
    const added = records.filter(({ parent }) => parent !== null) as unknown as RecordDocument[];
    const drafts = projectDrafts(found, { content, records: added, assets: [], modules: [] }, schema, '1');
    const own = drafts.filter(({ collection }) => collection === recordCollection || collection === placementCollection);
    await store.write(space, (tx) => tx.appendAll(own));
  }
  await close();
}

/** One of the two catalogues, served. */
class Served {
  private token = '';

  constructor(
    readonly catalogue: GeneratedCatalogue,
    readonly server: Server,
  ) {}

  async connect(): Promise<void> {
    this.token = (await this.post('auth', { api_key: 'sample-api-key' })).token;
  }

  async ask({ name, path, body }: CatalogueRequest, round: number): Promise<{ readonly ms: number; readonly records: number }> {
    const text = body(this.catalogue, round);
    const start = performance.now();
    const { envelope } = await this.post(path, text);
    const ms = performance.now() - start;
    const records = Object.keys(envelope.data.records ?? {}).length;
    if (records === 0) throw new Error(`${name} answers no record`);
    return { ms, records };
  }

  async post(path: string, body: object): Promise<{ readonly token: string; readonly envelope: Json }> {
    const headers = {
      'content-type': 'application/json',
      ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }),
    };
    const url = this.server.base + (path.startsWith('/') ? path : `/api/p/${this.catalogue.project}/${path}`);
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const envelope = (await answer.json()) as Json;
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${JSON.stringify(envelope)}`);
    return { token: answer.headers.get('authorization') ?? '', envelope };
  }
}

/** The big node moves; then all that this changes is asked for, as a client does. */
async function followMove(served: Served): Promise<{ readonly ms: number; readonly items: number }> {
  const { catalogue } = served;
  const { project, ordering, sizes } = catalogue;
  let { cursor } = (await served.post('/sync/cursors', { project })).envelope.result;
  await served.post('records/move', { record: catalogue.gid(1), parent: catalogue.gid(2 + sizes.children), ordering });
  const start = performance.now();
  let items = 0;
  for (let more = true; more; ) {
    const { sync, warning } = (await served.post('/sync/get', { project, cursor })).envelope.result;
    items += sync.length;
    cursor = sync.at(-1)?.cursor ?? cursor;
    more = warning !== undefined;
  }
  return { ms: performance.now() - start, items };
}

async function compareFollowing(engine: string, [one, other]: readonly [Served, Served]): Promise<Row> {
  const [answer, small] = [await followMove(one), await followMove(other)];
  const perItem = answer.ms / answer.items / (small.ms / small.items);
  return {
    engine,
    request: 'sync after the big node moved, ratio by item',
    records: answer.items,
    answerMs: rounded(answer.ms),
    smallMs: rounded(small.ms),
    ratio: rounded(perItem),
  };
}

/** A page of 100 of the children, by cursor: the first one, or one near the end. */
async function bulkPage(served: Served, late: boolean): Promise<CatalogueRequest> {
  const { sizes, ordering } = served.catalogue;
  const selection = [{ children: served.catalogue.gid(1), ordering }];
  const size = sizes.children / 10;
  let cursor: string | undefined;
  for (let top = 0; late && sizes.children - top - size >= 100; top += size) {
    const body = { selection, 'page.size': size, ...(cursor === undefined ? {} : { 'page.cursor': cursor }) };
    cursor = (await served.post('records/bulk/get', body)).envelope.result['page.cursor'];
  }
  const body = { selection, 'page.size': 100, ...(cursor === undefined ? {} : { 'page.cursor': cursor }) };
  return { name: `bulk/get ${late ? 'late' : 'first'}`, path: 'records/bulk/get', body: () => body };
}

async function compare(engine: string, name: string, asked: readonly (readonly [Served, CatalogueRequest])[]): Promise<Row> {
  const times = asked.map((): number[] => []);
  let records = 0;
  for (let round = -5; round < rounds; round += 1) {
    for (const [at, [served, request]] of asked.entries()) {
      const answer = await served.ask(request, round + 5);
      if (round >= 0) times[at]?.push(answer.ms);
      if (at === 0) records = answer.records;
    }
  }
  const [answerMs = 0, smallMs = 0] = times.map(median);
  const row = {
    engine,
    request: name,
    records,
    answerMs: rounded(answerMs),
    smallMs: rounded(smallMs),
    ratio: rounded(answerMs / smallMs),
  };
  process.stderr.write(`${engine} ${name}: ${row.answerMs} ms, ${row.ratio} of the small catalogue\n`);
  return row;
}

async function measureEngine(engine: string, urls: readonly [string, string], sample: Json): Promise<Row[]> {
  const catalogues = [new GeneratedCatalogue(sample, large), new GeneratedCatalogue(sample, small)] as const;
  const started = performance.now();
  await load(urls[0], catalogues[0]);
  process.stderr.write(`${engine}: catalogue loaded in ${Math.round((performance.now() - started) / 1000)} s\n`);
  await load(urls[1], catalogues[1]);
  const both = [
    new Served(catalogues[0], await startServer('gateway', urls[0])),
    new Served(catalogues[1], await startServer('gateway', urls[1])),
  ] as const;
  try {
    for (const served of both) await served.connect();
    const indexing = performance.now();
    await both[0].post('records/search', { language: 'en', q: catalogues[0].rareWord });
    process.stderr.write(`${engine}: texts indexed in ${Math.round((performance.now() - indexing) / 1000)} s\n`);
    const rows: Row[] = [];
    for (const late of [false, true]) {
      const requests = await Promise.all(both.map(async (served) => [served, await bulkPage(served, late)] as const));
      rows.push(await compare(engine, requests[0]?.[1].name ?? '', requests));
    }
    for (const request of catalogueRequests) {
      rows.push(
        await compare(
          engine,
          request.name,
          both.map((served) => [served, request] as const),
        ),
      );
    }
    rows.push(await compareFollowing(engine, both));
    return rows;
  } finally {
    for (const { server } of both) server.stop();
  }
}

const rounded = (value: number): number => Number(value.toFixed(2));

/** The part `catalogue`. `BENCH_ENGINE` names one engine to be measured alone. */
export async function measureCatalogue(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  const sample = JSON.parse(await readFile('demo/unicat/sample.json', 'utf8')) as Json;
  const only = process.env.BENCH_ENGINE;
  const postgres = only === 'sqlite' ? undefined : await startPostgres();
  try {
    const rows: Row[] = [];
    const file = (name: string): string => `sqlite:${join(folder, `${name}.sqlite`)}`;
    if (only !== 'postgres') rows.push(...(await measureEngine('sqlite', [file('large'), file('small')], sample)));
    if (postgres !== undefined) {
      const urls = [await postgres.createDatabase(), await postgres.createDatabase()] as const;
      rows.push(...(await measureEngine('postgres', urls, sample)));
    }
    console.table(rows);
    await mkdir('bench-results', { recursive: true });
    const result = join('bench-results', 'catalogue.json');
    await writeFile(result, `${JSON.stringify({ node: process.version, large, small, rows }, undefined, 2)}\n`);
    process.stderr.write(`Written to ${result}.\n`);
  } finally {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
