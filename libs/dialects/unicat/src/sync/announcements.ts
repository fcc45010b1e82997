import { Inject, Injectable } from '@nestjs/common';
import {
  CLOCK,
  type Clock,
  type EntryDraft,
  gatewaySpace,
  type LogPosition,
  nobody,
  RECORD_STORE,
  type RecordFields,
  type RecordStore,
} from '#records';
import { announcementCollection } from '../mapping/collections.js';
import { jsonFields, readJson } from '../mapping/schema-log.js';
import type { JobDocument } from '../wire/job.js';
import type { Gid } from '../wire/schema.js';

/** What concerns more than one project, or the project as others see it. */
export type Announcement =
  | {
      readonly kind: 'project';
      readonly project: Gid;
      /** Number of the entry that holds the settings. */
      readonly version: number;
    }
  | { readonly kind: 'job'; readonly project: Gid; readonly token: Gid; readonly document: JobDocument };

export interface Announced {
  readonly position: LogPosition;
  readonly announcement: Announcement;
  /** Whether it is the first one about its project or job. */
  readonly first: boolean;
}

/**
 * The global stream: one log for all projects, in the space of the gateway itself, since its cursor is one number for
 * everything that a user may see (contract §7). What it tells is stored in the projects; it is told after their commit.
 */
@Injectable()
export class Announcements {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async announce(announcements: readonly Announcement[]): Promise<void> {
    if (announcements.length === 0) return;
    const recordedAt = this.clock.now();
    const drafts = announcements.map(
      (announcement): EntryDraft => ({
        collection: announcementCollection,
        key: keyOf(announcement),
        fields: { ...jsonFields(announcement), ...openIn(announcement) },
        recordedAt,
        recordedBy: nobody,
      }),
    );
    await this.store.write(gatewaySpace, (tx) => tx.appendAll(drafts));
  }

  /** Of the latest announcement; 0 where there is none. */
  async position(): Promise<LogPosition> {
    return (await this.store.latest(gatewaySpace).spaceHead()).position;
  }

  /** The version of a project's settings that was told last. */
  async toldVersion(project: Gid): Promise<number | undefined> {
    const found = await this.store.latest(gatewaySpace).findRecord(announcementCollection, { key: `project:${project}` });
    const announcement = found === undefined ? undefined : readJson<Announcement>(found.record);
    return announcement?.kind === 'project' ? announcement.version : undefined;
  }

  /** Tokens of a project's jobs whose end was not told. */
  async unfinishedJobs(project: Gid): Promise<Gid[]> {
    const where = [{ attribute: openAttribute, equals: project }];
    const { items } = await this.store.latest(gatewaySpace).listRecords(announcementCollection, { where, limit: 1000 });
    return items.flatMap((record) => {
      const announcement = readJson<Announcement>(record);
      return announcement.kind === 'job' ? [announcement.token] : [];
    });
  }

  /** Those beyond a position, in order. */
  list(after: LogPosition, limit: number): Promise<readonly Announced[]> {
    return this.store.read(gatewaySpace, async (reader) => {
      const entries = await reader.listChanges(after, limit, [announcementCollection]);
      const blobs = await reader.findBlobs(
        announcementCollection,
        entries.map(({ blobHash }) => blobHash),
      );
      const records = await reader.findRecords(
        announcementCollection,
        entries.map(({ key }) => key),
      );
      const byHash = new Map(blobs.map((blob) => [blob.hash, blob]));
      const ordinals = new Map(records.map(({ key, ordinal }) => [key, ordinal]));
      return entries.flatMap(({ blobHash, key, number, position }): Announced[] => {
        const blob = byHash.get(blobHash);
        if (blob === undefined) return [];
        return [{ position, announcement: readJson<Announcement>(blob), first: ordinals.get(key) === number }];
      });
    });
  }
}

/** Marks jobs that go on, so that they are found. */
const openAttribute = 'open';

function openIn(announcement: Announcement): RecordFields {
  const isOpen = announcement.kind === 'job' && announcement.document.status !== 'done';
  return isOpen ? { [openAttribute]: announcement.project } : {};
}

function keyOf(announcement: Announcement): string {
  return `${announcement.kind}:${announcement.kind === 'job' ? announcement.token : announcement.project}`;
}
