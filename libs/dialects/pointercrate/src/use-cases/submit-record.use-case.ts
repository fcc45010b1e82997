import { Injectable } from '@nestjs/common';
import { parseUrl } from '#records';
import type { RecordSubmission } from '../controllers/record.bodies.js';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { type Caller, can, requirePermission } from '../guards/caller.js';
import { LimitedWrites, type Tokens } from '../limits/limited-writes.js';
import { Demonlists } from '../list/demonlists.js';
import { ListSizes } from '../list/list-sizes.js';
import type { ListWriter } from '../list/list-writer.js';
import { playerNamed } from '../list/player-names.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { claims, demons, notes, type PlayerRow, type RecordRow, records, submitters } from '../mapping/tables.js';
import { requireNoDuplicate } from '../rules/duplicates.js';
import { requireProgress } from '../rules/progress.js';
import { settleStatus } from '../rules/settle-pair.js';
import { canonicalVideo } from '../rules/video-url.js';
import { serializeRecord } from '../serializers/record.serializer.js';
import { type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';
import { takeRecord } from './record-view.js';

export interface SubmitRecordCommand {
  readonly submission: RecordSubmission;
  readonly caller: Caller;
  /** IP address of the client, by which submitters are told apart. */
  readonly address: string;
}

export interface SubmittedRecord {
  readonly id: number;
  readonly document: TaggedDocument;
  /** How many records are submitted now; undefined where this one is not. */
  readonly submissions: number | undefined;
}

/** Submission of a record by anybody, or addition by staff (contract §3.3, checks in its order). */
@Injectable()
export class SubmitRecord {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly sizes: ListSizes,
    private readonly limited: LimitedWrites,
  ) {}

  /**
   * @throws NotAuthenticated, AccessDenied, RecordNotFound
   * @throws PointercrateError 40001, 40304, 40308, 42200, 42215, 42217 to 42220, 42222 to 42225, 42232, 42233, 42900
   */
  async execute(command: SubmitRecordCommand): Promise<SubmittedRecord> {
    const { submission, caller } = command;
    const isSubmission = (submission.status ?? 'submitted') === 'submitted';
    if (!isSubmission || (submission.video ?? null) === null) requirePermission(caller, 'LIST_HELPER');
    return this.limited.run((tokens) => this.demonlists.write(caller, (list) => this.submit(list, command, tokens)));
  }

  private async submit(
    list: ListWriter,
    { submission, caller, address }: SubmitRecordCommand,
    tokens: Tokens,
  ): Promise<SubmittedRecord> {
    const { progress, status = 'submitted', note } = submission;
    const [submitter] = await list.list(submitters, has(submitters, 'ip_address', address));
    if (submitter === undefined) tokens.require('new_submitters', list.space);
    if (submitter?.row.banned === true) throw new PointercrateError(40304);
    const video = canonicalOrNull(submission.video);
    const demon = await list.get(demons, submission.demon);
    const holder = await playerNamed(list, submission.player);
    await requireOpenTo(caller, holder, list);
    if (holder.row.banned) throw new PointercrateError(42218);
    if (status === 'submitted') await this.requireZone(list, demon.row.position, progress);
    requireProgress(progress, demon.row);
    await requireNoDuplicate(list, { player: holder.id, demon: demon.id, progress, video });
    const raw_footage = requireFootage(submission.raw_footage, status);
    if (!can(caller, 'LIST_HELPER')) {
      tokens.require('submissions_per_ip', `${list.space} ${address}`);
      tokens.require('submissions', list.space);
    }
    const by = submitter?.id ?? (await list.insert(submitters, { banned: false, ip_address: address }));
    const row: RecordRow = {
      ...{ progress, video, status, raw_footage, player: holder.id, demon: demon.id },
      ...{ submitter: by, status_was_modified: false },
    };
    const id = await list.insert(records, row);
    if (status !== 'submitted') await settleStatus(list, await list.get(records, id));
    await leaveNote(list, id, note, caller);
    const { view } = await takeRecord(list, id);
    // Whoever sent the footage may see it this once.
    const document = tagDocument({ ...serializeRecord(view, can(caller, 'LIST_HELPER')), raw_footage });
    const submissions = status === 'submitted' ? await list.count(records, has(records, 'status', status)) : undefined;
    return { id, document, submissions };
  }

  /** Only the main list takes less than 100 %, and the legacy list takes no submissions (contract §1.6). */
  private async requireZone(list: ListWriter, position: number, progress: number): Promise<void> {
    const { main, extended } = await this.sizes.of(list);
    if (position > extended) throw new PointercrateError(42219);
    if (position > main && progress !== 100) throw new PointercrateError(42220);
  }
}

function canonicalOrNull(video: string | null | undefined): string | null {
  return video === null || video === undefined ? null : canonicalVideo(video);
}

/** A player may have his submissions locked, which not even staff override (contract §3.3, check 7). */
async function requireOpenTo({ account }: Caller, player: StoredRow<PlayerRow>, list: ListWriter): Promise<void> {
  const onPlayer = await list.list(claims, has(claims, 'player', player.id));
  const lock = onPlayer.find(({ row }) => row.verified && row.lock_submissions);
  if (lock !== undefined && lock.row.user !== account?.id) throw new PointercrateError(40308);
}

/** Contract §6.5. */
function requireFootage(footage: string | null | undefined, status: string): string | null {
  if (footage === null || footage === undefined) {
    if (status === 'submitted') throw new PointercrateError(42232);
    return null;
  }
  if (parseUrl(footage) === undefined) throw new PointercrateError(42233);
  return footage;
}

async function leaveNote(
  list: ListWriter,
  record: number,
  content: string | null | undefined,
  { account }: Caller,
): Promise<void> {
  if (content === null || content === undefined || content.trim() === '') return;
  const author = account?.name ?? null;
  await list.insert(notes, { record, content, is_public: false, transferred: false, author, editors: null });
}
