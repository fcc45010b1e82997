import { ApiProperty } from '@nestjs/swagger';

/** Contract §1.3. */
export class NoteDocument {
  @ApiProperty({ type: 'integer', example: 12 })
  readonly id!: number;

  @ApiProperty({ example: 'Checked frame by frame around 62%.' })
  readonly content!: string;

  @ApiProperty({ example: true, description: 'Whether the holder may read it' })
  readonly is_public!: boolean;

  @ApiProperty({ example: false, description: 'Whether it was written on a record that was merged into this one' })
  readonly transferred!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'list_helper', description: 'Null: an anonymous submitter' })
  readonly author!: string | null;

  @ApiProperty({ type: [String], example: [], description: 'Who changed the content, in order' })
  readonly editors!: readonly string[];
}

export class NoteAnswer {
  @ApiProperty({ type: NoteDocument })
  readonly data!: NoteDocument;
}
