import { Injectable } from '@nestjs/common';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import type { RecordAmendment } from '../controllers/record.bodies.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { ListSizes } from '../list/list-sizes.js';
import type { ListWriter } from '../list/list-writer.js';
import { foldName, playerNamed } from '../list/player-names.js';
import type { StoredRow } from '../list/stored-row.js';
import { type DemonRow, demons, players, type RecordRow, records } from '../mapping/tables.js';
import { recordWithVideo } from '../rules/duplicates.js';
import { requireProgress } from '../rules/progress.js';
import { changeProgress, changeStatus, relocateRecord } from '../rules/settle-pair.js';
import { canonicalVideo } from '../rules/video-url.js';
import { serializeMinimalDemon } from '../serializers/record.serializer.js';
import { RecordDocuments } from '../serializers/record-documents.js';
import { type Change, changeOf } from '../serializers/tagged-document.js';
import { takeRecord } from './record-view.js';

type StoredRecordRow = StoredRow<RecordRow>;

export interface AmendRecordCommand {
  readonly id: number;
  readonly amendment: RecordAmendment;
  readonly conditions: Conditions;
  readonly caller: Caller;
}

/** Change of a record by staff (contract §3.4): member by member in the documented order, all or nothing. */
@Injectable()
export class AmendRecord {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly sizes: ListSizes,
    private readonly documents: RecordDocuments,
  ) {}

  /**
   * @throws RecordNotFound, AccessDenied
   * @throws PointercrateError 40001, 40401, 40906, 41200, 42200, 42215, 42217, 42218, 42222 to 42225, 42228, 42229
   */
  execute({ id, amendment, conditions, caller }: AmendRecordCommand): Promise<Change> {
    return this.demonlists.write(caller, async (list) => {
      const { record, demon, view } = await takeRecord(list, id);
      const { extended } = await this.sizes.of(list);
      requirePermission(caller, demon.row.position > extended ? 'LIST_MODERATOR' : 'LIST_HELPER');
      const before = this.documents.render(view, true);
      // Compared inside the write: between a check and a later write somebody else could slip in (contract §4.3, rule 5).
      requireConditions(conditions, before.tag);
      await amend(list, record, demon, amendment);
      return changeOf(before, this.documents.render((await takeRecord(list, id)).view, true));
    });
  }
}

async function amend(
  list: ListWriter,
  before: StoredRecordRow,
  demon: StoredRow<DemonRow>,
  { progress, video, status, player, ...destination }: RecordAmendment,
): Promise<void> {
  let record = before;
  if (progress !== undefined) {
    requireProgress(progress, demon.row);
    record = await changeProgress(list, record, progress);
  }
  if (video !== undefined) record = await changeVideo(list, record, video);
  if (status !== undefined) {
    if (status !== 'rejected') requireUnbanned((await list.get(players, record.row.player)).row.banned);
    record = await changeStatus(list, record, status);
  }
  if (player !== undefined) {
    const holder = await playerNamed(list, player);
    if (record.row.status !== 'rejected') requireUnbanned(holder.row.banned);
    record = await relocateRecord(list, record, { player: holder.id });
  }
  const target = await findDestination(list, destination);
  if (target === undefined) return;
  requireProgress(record.row.progress, target.row);
  await relocateRecord(list, record, { demon: target.id });
}

function requireUnbanned(banned: boolean): void {
  if (banned) throw new PointercrateError(42218);
}

async function changeVideo(list: ListWriter, record: StoredRecordRow, video: string | null): Promise<StoredRecordRow> {
  if (video === null) return list.change(records, record, { video: null });
  const canonical = canonicalVideo(video);
  const owner = await recordWithVideo(list, canonical);
  if (owner !== undefined && owner.id !== record.id) throw new PointercrateError(40906, { id: owner.id });
  return list.change(records, record, { video: canonical });
}

/** The demon that a record is to be moved to, by name or by id; undefined: it stays. */
async function findDestination(
  list: ListWriter,
  { demon, demon_id }: Pick<RecordAmendment, 'demon' | 'demon_id'>,
): Promise<StoredRow<DemonRow> | undefined> {
  if (demon !== undefined && demon_id !== undefined) throw new PointercrateError(42229);
  if (demon_id !== undefined) return list.get(demons, demon_id);
  return demon === undefined ? undefined : demonNamed(list, demon);
}

async function demonNamed(list: ListWriter, name: string): Promise<StoredRow<DemonRow>> {
  const wanted = foldName(name.trim());
  const named = (await list.list(demons)).filter(({ row }) => foldName(row.name.trim()) === wanted);
  const [first, second] = named;
  if (first === undefined) throw new PointercrateError(40401, { demon_name: name });
  if (second === undefined) return first;
  throw new PointercrateError(42228, { demons: named.map(({ record }) => serializeMinimalDemon(record)) });
}
