import { ApiProperty } from '@nestjs/swagger';
import { MinimalDemon, MinimalPlayer } from './record.document.js';

export class SubdivisionDocument {
  @ApiProperty({ example: 'ENG', description: 'Code within the country' })
  readonly iso_code!: string;

  @ApiProperty({ example: 'England' })
  readonly name!: string;
}

/** Contract §1.5. */
export class NationalityDocument {
  @ApiProperty({ example: 'GB', description: 'ISO 3166-1 alpha-2' })
  readonly country_code!: string;

  @ApiProperty({ example: 'United Kingdom' })
  readonly nation!: string;

  @ApiProperty({ type: SubdivisionDocument, nullable: true })
  readonly subdivision!: SubdivisionDocument | null;
}

/** The listed form of a player (contract §1.5). */
export class ListedPlayer extends MinimalPlayer {
  @ApiProperty({ example: 500.8488539514 })
  readonly score!: number;

  @ApiProperty({ type: 'integer', nullable: true, example: 29, description: 'Null without score, and for banned players' })
  readonly rank!: number | null;

  @ApiProperty({ type: NationalityDocument, nullable: true })
  readonly nationality!: NationalityDocument | null;
}

/** The form of a record within its holder (contract §1.1). */
export class RecordOfPlayer {
  @ApiProperty({ type: 'integer', example: 2 })
  readonly id!: number;

  @ApiProperty({ type: 'integer', example: 100 })
  readonly progress!: number;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly video!: string | null;

  @ApiProperty({ enum: ['approved'], example: 'approved' })
  readonly status!: string;

  @ApiProperty({ type: MinimalDemon })
  readonly demon!: MinimalDemon;
}

/** The full form of a player (contract §1.5). */
export class FullPlayer extends ListedPlayer {
  @ApiProperty({ type: [RecordOfPlayer], description: 'Approved ones, by id' })
  readonly records!: readonly RecordOfPlayer[];

  @ApiProperty({ type: [MinimalDemon], description: 'By id, as the two lists that follow' })
  readonly created!: readonly MinimalDemon[];

  @ApiProperty({ type: [MinimalDemon] })
  readonly verified!: readonly MinimalDemon[];

  @ApiProperty({ type: [MinimalDemon] })
  readonly published!: readonly MinimalDemon[];
}

export class PlayerAnswer {
  @ApiProperty({ type: FullPlayer })
  readonly data!: FullPlayer;
}
