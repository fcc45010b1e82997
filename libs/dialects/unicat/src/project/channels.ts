import { knownOptions } from '../mapping/placement.js';
import { allRecords } from '../wire/project.js';
import type { RootedRecord } from './placed-records.js';
import type { ProjectWrite, RecordChange } from './project-write.js';

/**
 * Which of the channels are on after a change, in the order of the project. The pseudo channel of all records always is.
 * @param named those that may change; undefined: all
 * @param on those of them that are to be on
 */
export function switchChannels(
  write: ProjectWrite,
  before: readonly string[],
  named: readonly string[] | undefined,
  on: readonly string[],
): readonly string[] {
  const isOn = (channel: string): boolean => {
    if (channel === allRecords) return true;
    return named === undefined || named.includes(channel) ? on.includes(channel) : before.includes(channel);
  };
  return write.project.options.orderedchannels.filter(isOn);
}

/** The change that gives a record these channels; undefined where it has them. */
export function withChannels(
  write: ProjectWrite,
  { gid, placement }: Pick<RootedRecord, 'gid' | 'placement'>,
  channels: readonly string[],
): RecordChange | undefined {
  const before = knownOptions(placement, write.project).channels;
  const same = channels.length === before.length && channels.every((each) => before.includes(each));
  return same ? undefined : { gid, placement: { ...placement, channels, updatedOn: write.now } };
}
