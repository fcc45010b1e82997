import { ApiProperty } from '@nestjs/swagger';
import { MinimalDemon, MinimalPlayer, RecordCore } from './record.document.js';

/** The country of a player (contract §1.5) where subdivisions are not told. */
export class CountryDocument {
  @ApiProperty({ example: 'US' })
  readonly country_code!: string;

  @ApiProperty({ example: 'United States' })
  readonly nation!: string;

  @ApiProperty({ type: 'null', example: null })
  readonly subdivision!: null;
}

/** The form of a demon in lists (contract §1.6). */
export class ListedDemonDocument extends MinimalDemon {
  @ApiProperty({ type: 'integer', example: 54, description: 'Least per cent that counts' })
  readonly requirement!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://www.youtube.com/watch?v=cHEGAqOgddA',
    description: 'Canonical URL of the verification; null if the verifier is link-banned',
  })
  readonly video!: string | null;

  @ApiProperty({ example: 'https://i.ytimg.com/vi/cHEGAqOgddA/mqdefault.jpg' })
  readonly thumbnail!: string;

  @ApiProperty({ type: MinimalPlayer })
  readonly publisher!: MinimalPlayer;

  @ApiProperty({ type: MinimalPlayer })
  readonly verifier!: MinimalPlayer;

  @ApiProperty({ type: 'integer', nullable: true, example: 83969065, description: 'Id of the level in the game' })
  readonly level_id!: number | null;
}

/** A record within its demon (contract §1.1). */
export class DemonRecordDocument extends RecordCore {
  @ApiProperty({ type: MinimalPlayer })
  readonly player!: MinimalPlayer;

  @ApiProperty({ type: CountryDocument, nullable: true, description: 'Country of the holder' })
  readonly nationality!: CountryDocument | null;
}

/** The full form of a demon (contract §1.6). */
export class DemonDocument extends ListedDemonDocument {
  @ApiProperty({ type: [MinimalPlayer] })
  readonly creators!: readonly MinimalPlayer[];

  @ApiProperty({ type: [DemonRecordDocument], description: 'The approved ones, best progress first, then by id' })
  readonly records!: readonly DemonRecordDocument[];
}

export class DemonAnswer {
  @ApiProperty({ type: DemonDocument })
  readonly data!: DemonDocument;
}
