import type { Entry, Instant, StoredRecord } from '#records';
import type { ListReader } from '../list/list-reader.js';
import { rowOf } from '../mapping/table.js';
import { type DemonRow, demons } from '../mapping/tables.js';
import type { NamedId } from './audit-document.js';
import { firstsOfWrites } from './runs.js';
import { type RowState, statesOf } from './trail.js';

/** One change of a demon's position. */
export interface Movement {
  readonly kind: 'Added' | 'Moved' | 'OtherAddedAbove' | 'OtherMoved' | 'Unknown';
  readonly at: Instant;
  /** Where the demon stood then. */
  readonly position: number;
  /** The demon that displaced this one. */
  readonly other?: NamedId;
}

interface Step {
  readonly state: RowState<DemonRow>;
  /** The position before; undefined where the demon came onto the list. */
  readonly from: number | undefined;
}

/** Every change of a demon's position, in the order of the log, with what caused it. */
export async function movementsOf(list: ListReader, demon: number): Promise<Movement[]> {
  const steps = stepsOf(await statesOf(list, demons, demon));
  const displacements = steps.filter(({ from }) => from !== undefined).map(({ state }) => state.entry);
  const causes = await firstsOfWrites(list, demons, displacements);
  const others = await list.reader.findRecords(
    demons.collection,
    [...causes.values()].map(({ key }) => key),
  );
  const byKey = new Map(others.map((record) => [record.key, record]));
  return steps.map((step) => {
    const cause = causes.get(step.state.entry.number);
    return movement(step, cause, cause === undefined ? undefined : byKey.get(cause.key));
  });
}

function stepsOf(states: readonly RowState<DemonRow>[]): Step[] {
  return states.flatMap((state, at): Step[] => {
    const before = states[at - 1];
    const from = before === undefined || before.ended ? undefined : before.row.position;
    return state.ended || from === state.row.position ? [] : [{ state, from }];
  });
}

/**
 * @param cause first entry of the write
 * @param other the demon that the cause is about
 */
function movement({ state, from }: Step, cause: Entry | undefined, other: StoredRecord | undefined): Movement {
  const { position } = state.row;
  const moved = { at: state.entry.recordedAt, position };
  if (from === undefined) return { kind: 'Added', ...moved };
  if (cause === undefined || cause.key === state.entry.key) return { kind: 'Moved', ...moved };
  // Whom another one displaces gives way by one place; other things come from writers who move as they like.
  if (other === undefined || Math.abs(position - from) !== 1) return { kind: 'Unknown', ...moved };
  const named = { id: Number(other.key), name: rowOf(demons, other.fields).name };
  return { kind: other.ordinal === cause.number ? 'OtherAddedAbove' : 'OtherMoved', ...moved, other: named };
}
