import { Injectable } from '@nestjs/common';
import type { JsonValue } from '#records';
import { NotPossible } from '../../errors/unicat-errors.js';
import type { ProjectMember } from '../../guards/project-request.js';
import type { JobInfo, JobWork } from '../../jobs/job-work.js';
import { switchChannels, withChannels } from '../../project/channels.js';
import { requireChannels } from '../../project/known-names.js';
import { findPlacedRecords } from '../../project/placed-records.js';
import type { ProjectWrite, RecordChange } from '../../project/project-write.js';
import { ProjectWrites } from '../../project/project-writes.js';
import type { Content } from '../../serializers/envelope.js';
import type { Gid, Language } from '../../wire/schema.js';

export interface ChannelsCommand {
  readonly member: ProjectMember;
  readonly record: Gid;
  /** Undefined: all of the project. */
  readonly channels: readonly string[] | undefined;
  readonly languages?: readonly Language[] | undefined;
}

/** Switches channels of a record on or off (contract §4.3). */
@Injectable()
export class SetChannels {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound */
  execute({ member, record, channels, enabled, languages }: ChannelsCommand & { readonly enabled: boolean }): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      requireKnown(write, channels);
      const found = await write.require(record);
      const on = enabled ? write.project.options.orderedchannels : [];
      const change = withChannels(write, found, switchChannels(write, found.placement.channels, channels, on));
      await write.putRecords(change === undefined ? [] : [change]);
      return write.answer({ record }, { records: [record] }, shown);
    });
  }
}

/** Gives a record the channels of its parent, on and off (contract §4.3). */
@Injectable()
export class CopyChannelsFromParent {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound, NotPossible for the root */
  execute({ member, record, channels, languages }: ChannelsCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const shown = write.languages(languages);
      requireKnown(write, channels);
      const found = await write.require(record);
      const { parent } = found.placement;
      if (parent === null) throw new NotPossible();
      const above = await write.require(parent);
      const wanted = switchChannels(write, found.placement.channels, channels, above.placement.channels);
      const change = withChannels(write, found, wanted);
      await write.putRecords(change === undefined ? [] : [change]);
      return write.answer({ record }, { records: [record] }, shown);
    });
  }
}

/** Switches on, in all records above, what is on in a record (contract §4.3). */
@Injectable()
export class CopyChannelsUp {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound */
  execute({ member, record, channels }: ChannelsCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      requireKnown(write, channels);
      const { path, placement } = await write.require(record);
      const on = placement.channels.filter((channel) => channels === undefined || channels.includes(channel));
      const above = await write.tree.findRooted(path.slice(1));
      const changes = [...above.values()].map((each) =>
        withChannels(write, each, switchChannels(write, each.placement.channels, on, on)),
      );
      await write.putRecords(changes.filter((change) => change !== undefined));
      return write.answer({}, {}, []);
    });
  }
}

/** Starts the job that gives all records below a record its channels, on and off (contract §4.3). */
@Injectable()
export class CopyChannelsDown implements JobWork {
  readonly name = 'copy_record_channels_down';

  constructor(private readonly writes: ProjectWrites) {}

  /** @throws BadParameter, RecordNotFound */
  execute({ member, record, channels }: ChannelsCommand): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      requireKnown(write, channels);
      await write.require(record);
      const token = await write.startJob(this.name, { record, ...(channels === undefined ? {} : { channels }) });
      return write.answer({ 'job.token': token }, {}, []);
    });
  }

  async run(write: ProjectWrite, parameters: JsonValue): Promise<JobInfo> {
    const { record, channels } = parameters as { readonly record: Gid; readonly channels?: readonly string[] };
    const source = (await write.tree.findRooted([record])).get(record);
    // Deleted for good meanwhile: nothing is below it, and a job that fails trips the client (contract §4.5).
    if (source === undefined) return { total: 0, remaining: 0 };
    const [, ...levels] = await write.tree.listSubtree([record]);
    const below = levels.flat();
    for (let at = 0; at < below.length; at += 1000) {
      const changes: RecordChange[] = [];
      for (const each of await findPlacedRecords(write.tx, below.slice(at, at + 1000))) {
        const wanted = switchChannels(write, each.placement.channels, channels, source.placement.channels);
        const change = withChannels(write, { gid: each.record.key, placement: each.placement }, wanted);
        if (change !== undefined) changes.push(change);
      }
      await write.putRecords(changes);
    }
    return { total: below.length, remaining: 0 };
  }
}

function requireKnown(write: ProjectWrite, channels: readonly string[] | undefined): void {
  requireChannels(write.schema, channels ?? [], 'channels');
}
