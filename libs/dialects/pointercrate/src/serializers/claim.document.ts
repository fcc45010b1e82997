import { ApiProperty } from '@nestjs/swagger';

/** Contract §1.8. Sent bare. */
export class ClaimDocument {
  @ApiProperty({ type: 'integer', example: 12 })
  readonly user_id!: number;

  @ApiProperty({ type: 'integer', example: 2 })
  readonly player_id!: number;

  @ApiProperty({ example: false })
  readonly verified!: boolean;

  @ApiProperty({ example: false, description: 'Whether only this user may submit for the player' })
  readonly lock_submissions!: boolean;
}

class NamedObject {
  @ApiProperty({ type: 'integer', example: 2 })
  readonly id!: number;

  @ApiProperty({ type: String, nullable: true, example: 'stardust1971', description: 'Null where it is gone' })
  readonly name!: string | null;
}

/** The listed form of a claim (contract §1.8). */
export class ListedClaim {
  @ApiProperty({ type: NamedObject })
  readonly user!: NamedObject;

  @ApiProperty({ type: NamedObject })
  readonly player!: NamedObject;

  @ApiProperty({ example: true })
  readonly verified!: boolean;
}
