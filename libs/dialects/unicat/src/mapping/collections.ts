import { type CollectionName, registerName, type Space } from '#records';
import { endDateAttribute } from './register-attributes.js';

/** Values of the records, by gid: the register of the project. */
export const recordCollection: CollectionName = 'record';
/** Where each record stands in the tree and what else only this dialect knows of it, by gid. */
export const placementCollection: CollectionName = 'unicat.placement.record';
/** Project, definitions, classes, fields, layouts, queries; `<kind>:<gid>`, see schema-log.ts. */
export const schemaCollection: CollectionName = 'unicat.schema.record';
/** Assets, by gid. */
export const assetCollection: CollectionName = 'unicat.asset.record';
/** Files that were published, by the unguessable part of their address. */
export const publicationCollection: CollectionName = 'unicat.publication.record';
/** Modules, by name. */
export const moduleCollection: CollectionName = 'unicat.module.record';

/** Jobs, by token: what is to be done, and whether it was. */
export const jobCollection: CollectionName = 'unicat.job.record';
/** Which records look different since an entry, although nothing was written to them; see echo.ts. */
export const echoCollection: CollectionName = 'unicat.echo.record';
/** Backups, by version: what the log held before the entry belongs to the backup. */
export const backupCollection: CollectionName = 'unicat.backup.record';
/** In the space of the gateway: what concerns more than one project, see sync/announcements.ts. */
export const announcementCollection: CollectionName = 'unicat.announcement';

/** Name of the register of a Unicat-born project, and of the attribute that holds each record's key in it. */
export function recordRegister(space: Pick<Space, 'id' | 'birth'>): string {
  return registerName(space, recordCollection);
}

/** Attribute names that no field may take. */
export function reservedAttributes(space: Pick<Space, 'id' | 'birth'>): string[] {
  return [recordRegister(space), endDateAttribute];
}
