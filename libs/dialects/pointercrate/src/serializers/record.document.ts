import { ApiProperty } from '@nestjs/swagger';
import { statuses } from '../mapping/status.js';

/** Contract §1.5. */
export class MinimalPlayer {
  @ApiProperty({ type: 'integer', example: 5 })
  readonly id!: number;

  @ApiProperty({ example: 'AeonAir' })
  readonly name!: string;

  @ApiProperty({ example: false })
  readonly banned!: boolean;
}

/** Contract §1.6. */
export class MinimalDemon {
  @ApiProperty({ type: 'integer', example: 1 })
  readonly id!: number;

  @ApiProperty({ type: 'integer', example: 9, description: '1 is the hardest' })
  readonly position!: number;

  @ApiProperty({ example: 'Cadrega City' })
  readonly name!: string;
}

/** Contract §1.4. */
export class SubmitterDocument {
  @ApiProperty({ type: 'integer', example: 1 })
  readonly id!: number;

  @ApiProperty({ example: false })
  readonly banned!: boolean;
}

export class SubmitterAnswer {
  @ApiProperty({ type: SubmitterDocument })
  readonly data!: SubmitterDocument;
}

/** What all forms of a record begin with (contract §1.1). Members are always present. */
export class RecordCore {
  @ApiProperty({ type: 'integer', example: 2 })
  readonly id!: number;

  @ApiProperty({ type: 'integer', example: 100, description: 'Per cent' })
  readonly progress!: number;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Canonical URL; null if the holder is link-banned' })
  readonly video!: string | null;

  @ApiProperty({ enum: statuses, example: 'approved' })
  readonly status!: string;
}

/** The listed form of a record. */
export class ListedRecordDocument extends RecordCore {
  @ApiProperty({ type: MinimalDemon })
  readonly demon!: MinimalDemon;

  @ApiProperty({ type: MinimalPlayer })
  readonly player!: MinimalPlayer;
}

/** The full form of a record (contract §1.1). */
export class RecordDocument extends RecordCore {
  @ApiProperty({ type: MinimalPlayer })
  readonly player!: MinimalPlayer;

  @ApiProperty({ type: MinimalDemon })
  readonly demon!: MinimalDemon;

  @ApiProperty({ type: SubmitterDocument, nullable: true, description: 'Null unless the reader has LIST_HELPER' })
  readonly submitter!: SubmitterDocument | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null unless the reader has LIST_HELPER' })
  readonly raw_footage!: string | null;
}

export class RecordAnswer {
  @ApiProperty({ type: RecordDocument })
  readonly data!: RecordDocument;
}
