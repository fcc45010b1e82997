import { Inject, Injectable } from '@nestjs/common';
import { type Entry, READING_POLICIES, RECORD_STORE, type ReadingPolicies, type RecordStore, type StoredBlob } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { DescribeRegister, type RegisterDescription } from './describe-register.use-case.js';
import { blobPages, entryPages } from './log-pages.js';
import { requireWholeLog } from './require-whole-log.js';

/** A register as of one moment, its log to be read page by page. */
export interface RegisterContents {
  readonly description: RegisterDescription;
  /** In order of first use. */
  blobs(): AsyncIterable<readonly StoredBlob[]>;
  entries(): AsyncIterable<readonly Entry[]>;
}

/** All that the archive holds (contract §3.11). */
@Injectable()
export class ExportArchive {
  constructor(
    private readonly describeRegister: DescribeRegister,
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
  ) {}

  /**
   * @throws AccessDenied where something may be withheld from the reader
   * @throws RegisterUndefined
   */
  async execute(register: MountedRegister): Promise<RegisterContents> {
    requireWholeLog(this.policies, register);
    const description = await this.describeRegister.execute(register, 'item-digest');
    const { sizes } = description;
    const reader = this.store.latest(register.space.id);
    return {
      description,
      blobs: () => blobPages(reader, register.collection, sizes.blobs),
      entries: () => entryPages(reader, register.collection, 0, sizes.entries),
    };
  }
}
