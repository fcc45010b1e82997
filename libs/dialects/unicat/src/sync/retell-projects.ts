import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RECORD_STORE, type RecordStore, SPACE_DIRECTORY, type SpaceDirectory } from '#records';
import { schemaCollection } from '../mapping/collections.js';
import { projectKey } from '../mapping/schema-log.js';
import { UNICAT_OPTIONS, type UnicatOptions } from '../unicat.options.js';
import { Announcements } from './announcements.js';

/** Tells of changed settings that were committed by a process that ended before it could tell (docs/adr/0030). */
@Injectable()
export class RetellProjects implements OnApplicationBootstrap {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(UNICAT_OPTIONS) private readonly options: UnicatOptions,
    private readonly announcements: Announcements,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.options.readOnly) return;
    for (const { id, gid, birth } of await this.spaces.list()) {
      if (birth !== 'unicat') continue;
      const settings = (await this.store.latest(id).findRecord(schemaCollection, { key: projectKey }))?.record;
      // Nobody has to be told of settings that never changed.
      if (settings === undefined || settings.version === settings.ordinal) continue;
      if ((await this.announcements.toldVersion(gid)) === settings.version) continue;
      await this.announcements.announce([{ kind: 'project', project: gid, version: settings.version }]);
    }
  }
}
