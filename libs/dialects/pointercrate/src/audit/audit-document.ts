import { ApiProperty } from '@nestjs/swagger';
import type { ActorId, Instant } from '#records';
import type { RowEvent } from './trail.js';

/** Somebody or something with its present name; null: gone, or nobody. */
export class NamedId {
  @ApiProperty({ type: 'integer', example: 5 })
  readonly id!: number;

  @ApiProperty({ type: String, nullable: true, example: 'list_helper' })
  readonly name!: string | null;
}

/** Contract §1.9. */
export class AuditEntryDocument {
  @ApiProperty({ example: '2023-01-01T12:30:00', description: 'UTC, up to milliseconds' })
  readonly time!: string;

  @ApiProperty({ type: 'integer', example: 17, description: 'Number of the entry in the log of the collection' })
  readonly entry_id!: number;

  @ApiProperty({ type: 'integer', example: 2, description: 'Whose audit it is' })
  readonly id!: number;

  @ApiProperty({ type: NamedId, description: 'Who did it; id 0 is nobody in particular' })
  readonly user!: NamedId;

  @ApiProperty({
    oneOf: [{ type: 'string', enum: ['Addition', 'Deletion'] }, { type: 'object' }],
    example: 'Addition',
    description: '`Addition`, `Deletion`, or `{"Modification": …}` with the old values of what changed, null for what did not',
  })
  readonly type!: 'Addition' | 'Deletion' | { readonly Modification: object };
}

export interface AuditForm<Row extends object> {
  /** Names of users by account id. */
  readonly users: ReadonlyMap<ActorId, string>;
  /** The members of a modification; what did not change is not there and becomes null. */
  readonly modification: (old: Partial<Row>) => object;
}

/** The audit of one object (contract §1.9), in the order of its events. */
export function serializeAudit<Row extends object>(
  events: readonly RowEvent<Row>[],
  { users, modification }: AuditForm<Row>,
): AuditEntryDocument[] {
  return events.map(({ entry, kind, old }) => ({
    time: auditTime(entry.recordedAt),
    entry_id: entry.number,
    id: Number(entry.key),
    user: { id: Number(entry.recordedBy), name: users.get(entry.recordedBy) ?? null },
    type: kind === 'Modification' ? { Modification: modification(old) } : kind,
  }));
}

/** UTC without zone suffix; a fraction only where there is one (contract §1.9). */
export function auditTime(instant: Instant): string {
  return new Date(instant).toISOString().replace(/(?:\.000)?Z$/, '');
}

/** Null where there is no id, such as of what did not change. */
export function namedId(id: number | null | undefined, names: ReadonlyMap<number, string>): NamedId | null {
  return id === null || id === undefined ? null : { id, name: names.get(id) ?? null };
}
