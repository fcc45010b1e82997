import type { CollectionName } from '#records';
import { readAsset } from '../mapping/asset-log.js';
import { assetCollection, moduleCollection } from '../mapping/collections.js';
import { isTakenAway, plurals } from '../mapping/schema-log.js';
import type { AnswerParts } from '../serializers/answer.serializer.js';
import type { AnswerData, AnswerPart } from '../serializers/merge-contents.js';
import type { RecordDocument } from '../wire/record.js';
import type { Gid, Language } from '../wire/schema.js';
import type { ProjectWrite } from './project-write.js';

/**
 * What several calls have shown, as the write leaves it: a record by the definition that it has in the end (contract §0, rule 9),
 * and nothing that is gone by then.
 */
export async function showAsLeft(write: ProjectWrite, data: AnswerData): Promise<AnswerData> {
  const kinds = Object.values(plurals).filter((kind) => kind in data);
  const schema: AnswerParts = Object.fromEntries(kinds.map((kind) => [kind, Object.keys(data[kind] ?? {})]));
  const project = 'cc.projects' in data ? ({ project: true } as const) : {};
  const shown: AnswerData = { ...data, ...(await read(write, { ...schema, ...project }, [])) };
  if (data.records !== undefined) shown.records = await recordsOf(write, data.records as { [gid: Gid]: RecordDocument });
  if (data.assets !== undefined) shown.assets = await assetsOf(write, Object.keys(data.assets));
  // Whatever changes a module shows it, so the last word about it is right.
  if (data.modules !== undefined) shown.modules = await withoutGone(write, moduleCollection, data.modules);
  return shown;
}

/** Each in the languages that it was asked for in. */
async function recordsOf(write: ProjectWrite, records: { readonly [gid: Gid]: RecordDocument }): Promise<AnswerPart> {
  const byLanguages = new Map<string, Gid[]>();
  for (const { gid, title } of Object.values(records)) {
    const languages = Object.keys(title).join();
    const alike = byLanguages.get(languages);
    if (alike === undefined) byLanguages.set(languages, [gid]);
    else alike.push(gid);
  }
  let found: AnswerPart = {};
  for (const [languages, gids] of byLanguages) {
    const left = languages.split(',').filter((language) => write.schema.languages.includes(language));
    found = { ...found, ...(await read(write, { records: gids }, left)).records };
  }
  return found;
}

/** A folder takes along what is in it, and a call shows only what it was about. */
async function assetsOf(write: ProjectWrite, gids: readonly Gid[]): Promise<AnswerPart> {
  const found = (await write.tx.findRecords(assetCollection, gids)).map(readAsset);
  return Object.fromEntries(found.filter((asset) => asset !== undefined).map(({ document }) => [document.gid, document]));
}

async function read(write: ProjectWrite, parts: AnswerParts, languages: readonly Language[]): Promise<AnswerData> {
  return JSON.parse((await write.answer({}, parts, languages)).data) as AnswerData;
}

async function withoutGone(write: ProjectWrite, collection: CollectionName, part: AnswerPart): Promise<AnswerPart> {
  const found = await write.tx.findRecords(collection, Object.keys(part));
  const there = new Set(found.filter((record) => !isTakenAway(record)).map(({ key }) => key));
  return Object.fromEntries(Object.entries(part).filter(([key]) => there.has(key)));
}
