// What is asked of the two catalogues, each of its own tree: the same number of records comes back from both.
import type { GeneratedCatalogue } from '../test/support/generated-catalogue.js';

export interface CatalogueRequest {
  readonly name: string;
  readonly path: string;
  /** @param round so that writes differ */
  body(catalogue: GeneratedCatalogue, round: number): object;
}

/** Where a page of 100 begins, as a part of all children. */
const places = { first: 0, middle: 0.5, last: 1 };

function children(place: keyof typeof places, channel: boolean, ordered: boolean): CatalogueRequest {
  const among = [channel ? 'channel' : '', ordered ? 'ordering' : ''].filter((each) => each !== '').join('+');
  return {
    name: `children ${place} ${among}`.trim(),
    path: 'records/children',
    body: (catalogue) => ({
      record: catalogue.gid(1),
      'page.size': 100,
      'page.top': Math.round((catalogue.sizes.children / (channel ? 2 : 1) - 100) * places[place]),
      ...(channel ? { channel: catalogue.channel } : {}),
      ...(ordered ? { ordering: catalogue.ordering } : {}),
    }),
  };
}

export const catalogueRequests: readonly CatalogueRequest[] = [
  ...(['first', 'middle', 'last'] as const).flatMap((place) => [
    children(place, false, false),
    children(place, false, true),
    children(place, true, false),
    children(place, true, true),
  ]),
  {
    name: 'get 500',
    path: 'records/get',
    body: (catalogue) => ({
      records: Array.from({ length: 500 }, (_, at) => catalogue.gid(Math.floor((at * catalogue.sizes.records) / 500))),
    }),
  },
  { name: 'root', path: 'records/root', body: () => ({}) },
  {
    name: 'worksheet',
    path: 'records/worksheet',
    body: (catalogue) => ({ record: catalogue.gid(1), ordering: catalogue.ordering }),
  },
  {
    name: 'tree, big node expanded',
    path: 'records/tree',
    body: (catalogue) => ({ expanded_records: [catalogue.gid(0), catalogue.gid(1)], ordering: catalogue.ordering }),
  },
  {
    name: 'search of a rare word',
    path: 'records/search',
    body: (catalogue, round) => ({ language: 'en', q: round % 2 === 0 ? catalogue.rareWord : catalogue.rareWord.toLowerCase() }),
  },
  {
    name: 'update',
    path: 'records/update',
    body: (catalogue, round) => ({ record: catalogue.gid(2), fields: { en: { name: `Renamed ${round}` } } }),
  },
  {
    name: 'search after a write',
    path: 'records/search',
    body: (catalogue, round) => ({ language: 'en', q: `${catalogue.rareWord} ${'x'.repeat(round % 5)}`.trim() }),
  },
  {
    name: 'create',
    path: 'records/create',
    body: (catalogue) => ({ parent: catalogue.gid(1), ordering: catalogue.ordering }),
  },
];
