import { Injectable } from '@nestjs/common';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import type { SubmitterAmendment } from '../controllers/record.bodies.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import { has, type StoredRow } from '../list/stored-row.js';
import { records, type SubmitterRow, submitters } from '../mapping/tables.js';
import { answerList, type ListAnswer } from '../paging/list-answer.js';
import { anyFlag, type ListQuery } from '../paging/list-query.js';
import { requireWindow } from '../paging/page-window.js';
import { tablePage } from '../paging/table-page.js';
import { deleteRecords } from '../rules/delete-records.js';
import { serializeSubmitter } from '../serializers/record.serializer.js';
import { type Change, changeOf, type TaggedDocument, tagDocument } from '../serializers/tagged-document.js';

export const submitterFilters = { banned: anyFlag };
export type SubmittersQuery = ListQuery<typeof submitterFilters>;

const render = ({ record }: StoredRow<SubmitterRow>): TaggedDocument => tagDocument(serializeSubmitter(record));

/** The list of submitters (contract §3b.1). */
@Injectable()
export class ListSubmitters {
  constructor(private readonly demonlists: Demonlists) {}

  /** @throws AccessDenied; PointercrateError 42207, 42227 */
  execute({ query, caller }: { readonly query: SubmittersQuery; readonly caller: Caller }): Promise<ListAnswer> {
    return this.demonlists.read(caller, async (list) => {
      requirePermission(caller, 'LIST_MODERATOR');
      requireWindow(query.window);
      const { banned } = query.filters;
      const where = banned === undefined ? [] : [has(submitters, 'banned', banned)];
      const page = await tablePage(list, submitters, where, query.window);
      return answerList(
        page,
        query,
        ({ id }) => id,
        ({ record }) => serializeSubmitter(record),
      );
    });
  }
}

/** One submitter (contract §3b.1). */
@Injectable()
export class RetrieveSubmitter {
  constructor(private readonly demonlists: Demonlists) {}

  /** @throws AccessDenied before RecordNotFound */
  execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<TaggedDocument> {
    return this.demonlists.read(caller, async (list) => {
      requirePermission(caller, 'LIST_MODERATOR');
      return render(await list.get(submitters, id));
    });
  }
}

export interface AmendSubmitterCommand {
  readonly id: number;
  readonly amendment: SubmitterAmendment;
  readonly conditions: Conditions;
  readonly caller: Caller;
}

/** Bans a submitter, which deletes what he has submitted, or lets him in again, which restores nothing (contract §1.4). */
@Injectable()
export class AmendSubmitter {
  constructor(private readonly demonlists: Demonlists) {}

  /** @throws AccessDenied before RecordNotFound; PointercrateError 41200 */
  execute({ id, amendment: { banned }, conditions, caller }: AmendSubmitterCommand): Promise<Change> {
    return this.demonlists.write(caller, async (list) => {
      requirePermission(caller, 'LIST_MODERATOR');
      const submitter = await list.get(submitters, id);
      const before = render(submitter);
      requireConditions(conditions, before.tag);
      if (banned === undefined || banned === submitter.row.banned) return changeOf(before, before);
      const changed = await list.change(submitters, submitter, { banned });
      if (banned) {
        const submitted = await list.list(records, has(records, 'submitter', id), has(records, 'status', 'submitted'));
        await deleteRecords(list, submitted);
      }
      return changeOf(before, render(changed));
    });
  }
}
