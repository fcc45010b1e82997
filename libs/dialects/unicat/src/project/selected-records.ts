import type { RecordView } from '../serializers/record.serializer.js';
import { allRecords } from '../wire/project.js';
import type { Gid } from '../wire/schema.js';
import type { ProjectView, Range } from './project-reader.js';
import { gidsOf, type SelectionPart } from './selection.js';

/** Up to so many records a part is listed to count what it has in common with others. */
const countedWhole = 1000;

/** A part of a selection that can be listed. */
interface Listing {
  /** Records excluded from it are counted. */
  readonly count: number;
  readonly excluded: ReadonlySet<Gid>;
  list(range: Range): Promise<readonly Gid[]>;
  /** Whether it lists the record, unless excluded. */
  lists(view: RecordView): boolean;
}

/** Where a page begins, and what is known of the whole. */
export interface SelectionCursor {
  /** Records of all parts, one after the other, that earlier pages went through. */
  readonly top: number;
  /** Records that all pages together have, as far as it is known. */
  readonly size: number;
  /** Parts whose records were not compared with those of the parts before: what shows up twice is taken from the size then. */
  readonly uncompared: readonly number[];
}

export interface SelectedPage {
  readonly views: ReadonlyMap<Gid, RecordView>;
  readonly size: number;
  /** Null on the last page. */
  readonly next: SelectionCursor | null;
}

/** The records of a selection, page by page: each once, in the order of the parts (contract §4.4). */
export class SelectedRecords {
  private constructor(
    private readonly view: ProjectView,
    private readonly listings: readonly Listing[],
  ) {}

  /** @param found what each search of the selection found, in order */
  static async open(
    view: ProjectView,
    parts: readonly SelectionPart[],
    found: readonly (readonly Gid[])[],
  ): Promise<SelectedRecords> {
    const searches = found[Symbol.iterator]();
    const listings: Listing[] = [];
    for (const part of parts) {
      if (part.kind === 'children') listings.push(await listChildren(view, part));
      else if (part.kind === 'records') listings.push(listGids(part.gids, new Set()));
      else listings.push(listGids((searches.next().value as readonly Gid[] | undefined) ?? [], part.exclude));
    }
    return new SelectedRecords(view, listings);
  }

  async page(cursor: SelectionCursor | undefined, size: number): Promise<SelectedPage> {
    const start = cursor ?? (await this.begin());
    const views = new Map<Gid, RecordView>();
    let { top, size: total } = start;
    for (let place = this.locate(top); place !== undefined && views.size < size; place = this.locate(top)) {
      const { at, listing, offset } = place;
      const length = Math.min(size - views.size, listing.count - offset);
      const gids = await listing.list({ top: offset, size: length });
      const known = await this.view.find(gidsOf(gids));
      for (const gid of gids) {
        if (listing.excluded.has(gid)) continue;
        const view = known.get(gid);
        if (view === undefined) total -= 1;
        else if (!this.isListedBefore(view, at)) views.set(gid, view);
        else if (start.uncompared.includes(at)) total -= 1;
      }
      top += length;
    }
    return { views, size: total, next: this.locate(top) === undefined ? null : { ...start, top, size: total } };
  }

  /** Sizes add up to what there is: what is excluded or listed before counts nothing. */
  private async begin(): Promise<SelectionCursor> {
    let size = 0;
    const uncompared: number[] = [];
    for (const [at, listing] of this.listings.entries()) {
      const candidates = await this.candidates(at);
      if (candidates === undefined) uncompared.push(at);
      const views = await this.view.find(gidsOf([...(candidates ?? []), ...listing.excluded]));
      let taken = 0;
      for (const view of views.values()) {
        if (!listing.lists(view)) continue;
        if (listing.excluded.has(view.place.gid) || (candidates !== undefined && this.isListedBefore(view, at))) taken += 1;
      }
      size += listing.count - taken;
    }
    return { top: 0, size, uncompared };
  }

  /** Records among which all are that a part has in common with those before it; undefined where these would be too many. */
  private async candidates(at: number): Promise<readonly Gid[] | undefined> {
    const listing = this.listings[at];
    const before = this.listings.slice(0, at);
    if (listing === undefined || before.length === 0) return [];
    const all = (each: Listing): Promise<readonly Gid[]> => each.list({ top: 0, size: each.count });
    if (listing.count <= countedWhole) return all(listing);
    if (!before.every(({ count }) => count <= countedWhole)) return undefined;
    const gids: Gid[] = [];
    for (const each of before) gids.push(...(await all(each)));
    return gids;
  }

  private isListedBefore(view: RecordView, at: number): boolean {
    return this.listings.slice(0, at).some((each) => each.lists(view) && !each.excluded.has(view.place.gid));
  }

  private locate(top: number): { at: number; listing: Listing; offset: number } | undefined {
    let offset = top;
    for (const [at, listing] of this.listings.entries()) {
      if (offset < listing.count) return { at, listing, offset };
      offset -= listing.count;
    }
    return undefined;
  }
}

function listGids(gids: readonly Gid[], excluded: ReadonlySet<Gid>): Listing {
  const listed = new Set(gids);
  return {
    count: gids.length,
    excluded,
    list: async ({ top, size }) => gids.slice(top, top + size),
    lists: ({ place }) => listed.has(place.gid),
  };
}

/** A parent that does not exist has no children. */
async function listChildren(
  view: ProjectView,
  { parent, query, exclude }: Extract<SelectionPart, { kind: 'children' }>,
): Promise<Listing> {
  const known = (await view.find(gidsOf([parent]))).has(parent);
  const { channel = allRecords } = query;
  return {
    count: known ? await view.countChildren(parent, channel) : 0,
    excluded: exclude,
    list: (range) => view.listChildren(parent, query, range),
    lists: ({ place }) => known && place.path[1] === parent && place.channels.includes(channel),
  };
}
