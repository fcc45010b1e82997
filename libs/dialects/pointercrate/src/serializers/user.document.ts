import { ApiProperty } from '@nestjs/swagger';

/** Contract §1.7. */
export class UserDocument {
  @ApiProperty({ type: 'integer', example: 5 })
  readonly id!: number;

  @ApiProperty({ example: 'list_helper' })
  readonly name!: string;

  @ApiProperty({ type: 'integer', example: 2, description: 'Bits as granted in the space, without those they imply' })
  readonly permissions!: number;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly display_name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly youtube_channel!: string | null;
}

export class LoginAnswer {
  @ApiProperty({ type: UserDocument })
  readonly data!: UserDocument;

  @ApiProperty({
    description: 'Access token for `Authorization: Bearer`',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI1IiwiZ2VuIjowfQ.…',
  })
  readonly token!: string;
}

export class UserAnswer {
  @ApiProperty({ type: UserDocument })
  readonly data!: UserDocument;
}
