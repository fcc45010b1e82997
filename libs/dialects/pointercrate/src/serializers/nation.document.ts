import { ApiProperty } from '@nestjs/swagger';
import { NationalityDocument } from './player.document.js';
import { MinimalDemon } from './record.document.js';

/** Contract §3b.5. */
export class RankedNation {
  @ApiProperty({ type: 'integer', example: 1 })
  readonly rank!: number;

  @ApiProperty({ example: 2904.0614 })
  readonly score!: number;

  @ApiProperty({ example: 'US' })
  readonly country_code!: string;

  @ApiProperty({ example: 'United States' })
  readonly nation!: string;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Always null' })
  readonly subdivision!: null;
}

class DemonOfNation {
  @ApiProperty({ type: 'integer', example: 1 })
  readonly id!: number;

  @ApiProperty({ example: 'Cadrega City', description: 'Name of the demon' })
  readonly demon!: string;

  @ApiProperty({ type: 'integer', example: 9 })
  readonly position!: number;
}

export class DemonOfPlayer extends DemonOfNation {
  @ApiProperty({ example: 'AeonAir' })
  readonly player!: string;
}

export class DemonOfPlayers extends DemonOfNation {
  @ApiProperty({ type: [String], example: ['AeonAir'] })
  readonly players!: readonly string[];
}

export class BestRecord extends DemonOfPlayers {
  @ApiProperty({ type: 'integer', example: 100 })
  readonly progress!: number;
}

/** What the players of a country have come to; all lists are by position. */
export class NationDocument {
  @ApiProperty({ type: NationalityDocument })
  readonly nation!: NationalityDocument;

  @ApiProperty({ type: [BestRecord], description: 'The best approved progress on each demon, and who has it' })
  readonly records!: readonly BestRecord[];

  @ApiProperty({ type: [DemonOfPlayers] })
  readonly created!: readonly DemonOfPlayers[];

  @ApiProperty({ type: [DemonOfPlayer] })
  readonly verified!: readonly DemonOfPlayer[];

  @ApiProperty({ type: [DemonOfPlayer] })
  readonly published!: readonly DemonOfPlayer[];

  @ApiProperty({ type: [MinimalDemon], description: 'On the main and extended list, and neither completed nor verified' })
  readonly unbeaten!: readonly MinimalDemon[];
}

export class NationAnswer {
  @ApiProperty({ type: NationDocument })
  readonly data!: NationDocument;
}
