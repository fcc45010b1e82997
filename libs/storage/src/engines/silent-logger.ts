import type { Logger } from 'typeorm';

const nothing = (): void => undefined;

/** TypeORM says nothing of its own: errors are thrown, and logged once by whoever catches them. */
export const silentLogger: Logger = {
  log: nothing,
  logMigration: nothing,
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
};
