import { RecordNotFound, type RecordReader, type StoredRecord } from '#records';
import { moduleCollection } from '../mapping/collections.js';
import { deletedItem, jsonFields, readJson } from '../mapping/schema-log.js';
import type { Content } from '../serializers/envelope.js';
import type { Module } from '../wire/module.js';
import { listAll } from './list-all.js';
import type { ProjectWrite } from './project-write.js';

/** Null is a module that was unregistered. */
const moduleIn = (record: StoredRecord): Module | null => readJson<Module | null>(record);

/** Those that are registered, in the order of their names. */
export async function findModules(reader: RecordReader, names: readonly string[]): Promise<ReadonlyMap<string, Module>> {
  return byName(await reader.findRecords(moduleCollection, names));
}

export async function listModules(reader: RecordReader): Promise<ReadonlyMap<string, Module>> {
  return byName(await listAll(reader, moduleCollection));
}

/** @throws RecordNotFound */
export async function requireModule(reader: RecordReader, name: string): Promise<Module> {
  const found = (await findModules(reader, [name])).get(name);
  if (found === undefined) throw new RecordNotFound(moduleCollection, name);
  return found;
}

export function putModule(write: ProjectWrite, module: Module): Promise<void> {
  return write.append([write.draft(moduleCollection, module.name, jsonFields(module))]);
}

export function removeModule(write: ProjectWrite, name: string): Promise<void> {
  return write.append([write.draft(moduleCollection, name, deletedItem)]);
}

/** Modules are keyed by name (contract §0.3). */
export function modulesContent(result: object, modules: Iterable<Module>): Content {
  const named = Array.from(modules, (module) => [module.name, module] as const);
  return { result, data: JSON.stringify({ modules: Object.fromEntries(named) }) };
}

function byName(records: readonly StoredRecord[]): ReadonlyMap<string, Module> {
  const modules = records.map(moduleIn).filter((module) => module !== null);
  return new Map(modules.map((module) => [module.name, module]));
}
