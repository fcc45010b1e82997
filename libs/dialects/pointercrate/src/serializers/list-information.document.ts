import { ApiProperty } from '@nestjs/swagger';

/** Contract §3b.5. Sent bare. */
export class ListInformation {
  @ApiProperty({ type: 'integer', example: 75, description: 'Last position of the main list' })
  readonly list_size!: number;

  @ApiProperty({ type: 'integer', example: 150, description: 'Last position of the extended list' })
  readonly extended_list_size!: number;
}
