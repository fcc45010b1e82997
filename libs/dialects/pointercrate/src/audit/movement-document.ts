import { ApiProperty } from '@nestjs/swagger';
import { auditTime, type NamedId } from './audit-document.js';
import type { Movement } from './movements.js';

export type MovementReason =
  | 'Added'
  | 'Moved'
  | 'Unknown'
  | { readonly OtherAddedAbove: { readonly other: NamedId } }
  | { readonly OtherMoved: { readonly other: NamedId } };

/** One change of a demon's position (contract §3b.3). */
export class MovementDocument {
  @ApiProperty({
    oneOf: [{ type: 'string', enum: ['Added', 'Moved', 'Unknown'] }, { type: 'object' }],
    example: { OtherMoved: { other: { id: 2, name: 'Bloodbath' } } },
    description: '`Added`, `Moved`, `Unknown`, or `OtherAddedAbove` or `OtherMoved` with the demon that displaced this one',
  })
  readonly reason!: MovementReason;

  @ApiProperty({ example: '2023-01-01T12:30:00', description: 'UTC, up to milliseconds' })
  readonly time!: string;

  @ApiProperty({ type: 'integer', example: 9 })
  readonly new_position!: number;
}

export function serializeMovement({ kind, at, position, other }: Movement): MovementDocument {
  const reason = kind === 'OtherAddedAbove' || kind === 'OtherMoved' ? { [kind]: { other } } : kind;
  return { reason: reason as MovementReason, time: auditTime(at), new_position: position };
}
