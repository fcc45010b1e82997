import { hasEnded, type JsonValue, RecordNotFound } from '#records';
import { UnicatError } from '../../errors/unicat-errors.js';
import type { JobInfo, JobWork } from '../../jobs/job-work.js';
import type { JobName } from '../../mapping/job-log.js';
import { copyRecords } from '../../project/copy-records.js';
import { duplicateRecord } from '../../project/duplicate-record.js';
import { linkRecord } from '../../project/link-records.js';
import { moveRecord } from '../../project/move-record.js';
import type { RootedRecord } from '../../project/placed-records.js';
import type { ProjectWrite } from '../../project/project-write.js';
import { deleteRecords, removeRecords, undeleteRecord } from '../../project/record-life.js';
import { SelectedRecords, type SelectionCursor } from '../../project/selected-records.js';
import { readSelection } from '../../project/selection.js';
import { orderingsAt, requireTarget, type Target } from '../../project/target.js';
import type { Gid } from '../../wire/schema.js';
import { mayBeUndeleted } from './record-life.use-case.js';

/** What the job of a bulk call keeps (contract §4.4). */
export interface BulkParameters {
  /** Without searches: those were done when the job was started. */
  readonly selection: JsonValue;
  readonly parent?: Gid;
  readonly ordering?: string;
  readonly before?: Gid;
}

/** @returns how many of the records the operation was possible for */
type BulkAct = (write: ProjectWrite, records: readonly RootedRecord[], parameters: BulkParameters) => Promise<number>;

/** Records that are looked up at once. */
const atOnce = 1000;

class BulkWork implements JobWork {
  constructor(
    readonly name: JobName,
    private readonly act: BulkAct,
  ) {}

  async run(write: ProjectWrite, parameters: JsonValue): Promise<JobInfo> {
    const bulk = parameters as unknown as BulkParameters;
    const records = await selectedRecords(write, bulk.selection);
    const done = await this.act(write, records, bulk);
    return { total: records.length, remaining: 0, impossible: records.length - done };
  }
}

async function selectedRecords(write: ProjectWrite, selection: JsonValue): Promise<RootedRecord[]> {
  // A search may have found nothing.
  if (Array.isArray(selection) && selection.length === 0) return [];
  const selected = await SelectedRecords.open(write.tree, readSelection(selection), []);
  const records: RootedRecord[] = [];
  for (let cursor: SelectionCursor | null | undefined; cursor !== null; ) {
    const page = await selected.page(cursor, atOnce);
    const gids = [...page.views.keys()];
    const found = await write.tree.findRooted(gids);
    records.push(...gids.flatMap((gid) => found.get(gid) ?? []));
    cursor = page.next;
  }
  return records;
}

function targetOf({ parent = '', ordering = '', before }: BulkParameters): Target {
  return { parent, ordering, before };
}

/** Each on its own, as the tree is by then: those for which it is impossible fail alone. */
async function oneByOne(
  write: ProjectWrite,
  records: readonly RootedRecord[],
  act: (record: RootedRecord) => Promise<unknown>,
): Promise<number> {
  let done = 0;
  for (const { gid } of records) {
    const record = (await write.tree.findRooted([gid])).get(gid);
    if (record !== undefined && (await isDone(act(record)))) done += 1;
  }
  return done;
}

/** Whether it was possible: what is not is refused before anything is changed. */
async function isDone(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof UnicatError || error instanceof RecordNotFound) return false;
    throw error;
  }
}

const remove: BulkAct = async (write, records) => {
  const possible = records.filter(({ placement }) => placement.parent !== null);
  await deleteRecords(
    write,
    possible.map(({ gid }) => gid),
  );
  return possible.length;
};

const restore: BulkAct = async (write, records) => {
  let done = 0;
  await oneByOne(write, records, async (record) => {
    if (!(await mayBeUndeleted(write, record))) return;
    await undeleteRecord(write, record);
    done += 1;
  });
  return done;
};

const removeForGood: BulkAct = async (write, records) => {
  const possible = records.filter(({ record }) => hasEnded(record.fields));
  await removeRecords(
    write,
    possible.map(({ gid }) => gid),
  );
  return possible.length;
};

const duplicate: BulkAct = (write, records, { ordering }) =>
  oneByOne(write, records, (record) => duplicateRecord(write, record, ordering));

function copy(deep: boolean): BulkAct {
  return async (write, records, parameters) => {
    const target = targetOf(parameters);
    const above = await requireTarget(write, target);
    const possible = records.filter(({ gid, placement }) => placement.parent !== null && !above.path.includes(gid));
    const orderings = await orderingsAt(write, target, possible.length);
    const sources = possible.map((record, at) => ({ record, parent: target.parent, orderings: orderings[at] ?? {} }));
    await copyRecords(write, sources, deep);
    await write.touch([above]);
    return possible.length;
  };
}

const link: BulkAct = async (write, records, parameters) => {
  const target = targetOf(parameters);
  const above = await requireTarget(write, target);
  const orderings = await orderingsAt(write, target, records.length);
  let done = 0;
  for (const [at, record] of records.entries()) {
    if (await isDone(linkRecord(write, record, target.parent, orderings[at] ?? {}))) done += 1;
  }
  await write.touch([above]);
  return done;
};

const move: BulkAct = async (write, records, parameters) => {
  const target = targetOf(parameters);
  const above = await requireTarget(write, target);
  return oneByOne(write, records, (record) => moveRecord(write, record, above, target));
};

/** The works behind `bulk/…`, by the last part of the path. */
export const bulkWorks = {
  delete: new BulkWork('delete_records', remove),
  undelete: new BulkWork('undelete_records', restore),
  permanent_delete: new BulkWork('permanent_delete_records', removeForGood),
  duplicate: new BulkWork('duplicate_records', duplicate),
  shallow_copy: new BulkWork('shallow_copy_records', copy(false)),
  deep_copy: new BulkWork('deep_copy_records', copy(true)),
  link: new BulkWork('link_records', link),
  move: new BulkWork('move_records', move),
} as const satisfies { readonly [path: string]: JobWork };

export type BulkCall = keyof typeof bulkWorks;
