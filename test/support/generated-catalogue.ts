// A made-up catalogue of any size in the schema of demo/unicat/sample.json. The same sizes always give the same catalogue.
import { createHash } from 'node:crypto';

// biome-ignore lint/suspicious/noExplicitAny: the sample is looked into at many depths
export type Json = { [name: string]: any };

export interface CatalogueSizes {
  readonly records: number;
  /** Children of the one big node. */
  readonly children: number;
}

const fanOut = 20;

/** Record 0 is the root, record 1 the big node; its children come next, then a tree in which each node has twenty children. */
export class GeneratedCatalogue {
  readonly project: string;
  readonly ordering: string;
  readonly channel: string;
  private readonly definition: string;
  private readonly root: Json;

  constructor(
    readonly sample: Json,
    readonly sizes: CatalogueSizes,
  ) {
    this.project = sample.result.project;
    const { orderedorderings, orderedchannels } = sample.data['cc.projects'][this.project].options;
    this.ordering = orderedorderings[0];
    this.channel = orderedchannels[1];
    this.definition = Object.values<Json>(sample.data.definitions).find(({ name }) => name === 'article')?.gid;
    this.root = Object.values<Json>(sample.data.records).find(({ parent }) => parent === null) ?? {};
  }

  get rareWord(): string {
    return 'Zyzzogeton';
  }

  gid(at: number): string {
    if (at === 0) return this.root.gid;
    const hex = createHash('sha256').update(`record ${at}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** The sample with other records. */
  fixture(records: readonly Json[]): Json {
    const byGid = Object.fromEntries(records.map((record) => [record.gid, record]));
    const { foreign: _, ...own } = this.sample;
    return { ...own, data: { ...this.sample.data, records: byGid } };
  }

  *chunks(size: number): Iterable<Json[]> {
    for (let from = 0; from < this.sizes.records; from += size) {
      const length = Math.min(size, this.sizes.records - from);
      yield Array.from({ length }, (_, at) => this.record(from + at));
    }
  }

  private record(at: number): Json {
    if (at === 0) return this.root;
    const parent = this.parentOf(at);
    const values = (language: string): Json => ({
      name: at === this.sizes.records - 1 ? `${this.rareWord} ${language}` : `Article ${at} ${language}`,
      description: `What there is to say about article ${at}, ${language}: ${'light and durable '.repeat(1 + (at % 3))}`,
      summary: `Article ${at}, in short (${language})`,
      artnr: `A-${at}`,
      price__eur: (at % 1000) / 4,
      stock: at % 50,
      is_active: at % 7 !== 0,
    });
    const created = 1_600_000_000 + at;
    return {
      gid: this.gid(at),
      parent: this.gid(parent),
      canonical: this.gid(at),
      definition: this.definition,
      status: 'published',
      channels: at % 2 === 0 ? ['__all__', this.channel] : ['__all__'],
      orderings: { [this.ordering]: at },
      created_on: created,
      updated_on: created,
      fields: { en: values('en'), nl: values('nl'), de: values('de') },
    };
  }

  private parentOf(at: number): number {
    const { children } = this.sizes;
    if (at === 1) return 0;
    if (at < 2 + children) return 1;
    const place = at - 2 - children;
    return place < fanOut ? 0 : 2 + children + Math.floor((place - fanOut) / fanOut);
  }
}
