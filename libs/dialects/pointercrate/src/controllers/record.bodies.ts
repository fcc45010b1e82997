import { Transform } from 'class-transformer';
import { IsIn, Matches } from 'class-validator';
import { parseStatus, type RecordStatus, statuses } from '../mapping/status.js';
import { Flag, Integer, SmallInteger, Text } from './body-members.js';

/** Statuses are taken in any letter case (contract §1.2). */
const AnyCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (parseStatus(value) ?? value) : value));

/** Contract §3.3. */
export class RecordSubmission {
  @SmallInteger({ example: 100, description: 'Per cent, from the requirement of the demon to 100' })
  readonly progress!: number;

  @Text({ example: 'stardust1972', description: 'Name of the holder in any letter case; a new one makes a player' })
  @Matches(/\S/)
  readonly player!: string;

  @Integer({ example: 2, description: 'Id of the demon' })
  readonly demon!: number;

  @Text({ optional: true, nullable: true, example: 'https://youtu.be/abcdefghijk', description: 'Only LIST_HELPER may omit it' })
  readonly video?: string | null;

  @Text({
    optional: true,
    nullable: true,
    example: 'https://example.org/raw',
    description: 'Any absolute URL; needed for a submission',
  })
  readonly raw_footage?: string | null;

  @Text({ optional: true, enum: statuses, example: 'submitted', description: 'Others than `submitted` need LIST_HELPER' })
  @AnyCase()
  @IsIn(statuses)
  readonly status?: RecordStatus;

  @Text({ optional: true, nullable: true, example: 'First try', description: 'Becomes the first note unless it is blank' })
  readonly note?: string | null;
}

/** Contract §3.4. */
export class RecordAmendment {
  @SmallInteger({ optional: true, example: 100 })
  readonly progress?: number;

  @Text({ optional: true, nullable: true, example: null, description: 'Null removes it' })
  readonly video?: string | null;

  @Text({ optional: true, enum: statuses, example: 'approved' })
  @AnyCase()
  @IsIn(statuses)
  readonly status?: RecordStatus;

  @Text({ optional: true, example: 'AeonAir', description: 'Name of another holder' })
  @Matches(/\S/)
  readonly player?: string;

  @Text({ optional: true, example: 'Cadrega City', description: 'Name of another demon; not together with `demon_id`' })
  readonly demon?: string;

  @Integer({ optional: true, description: 'Id of another demon' })
  readonly demon_id?: number;
}

/** Contract §3.7. */
export class NoteBody {
  @Text({ example: 'My Note', description: 'Must not be blank' })
  readonly content!: string;

  @Flag({ optional: true, example: false, description: 'Whether the holder may read it' })
  readonly is_public?: boolean;
}

/** Contract §3.8. */
export class NoteAmendment {
  @Text({ optional: true, example: 'My note' })
  readonly content?: string;

  @Flag({ optional: true, example: false })
  readonly is_public?: boolean;
}

/** Contract §3b.1. */
export class SubmitterAmendment {
  @Flag({ optional: true, example: true })
  readonly banned?: boolean;
}
