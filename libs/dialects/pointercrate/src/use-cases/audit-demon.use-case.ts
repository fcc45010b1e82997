import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import { type AuditEntryDocument, namedId, serializeAudit } from '../audit/audit-document.js';
import { eventsOf, type RowEvent, statesOf } from '../audit/trail.js';
import { UserNames } from '../audit/user-names.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import type { ListReader } from '../list/list-reader.js';
import { type DemonRow, demons, players } from '../mapping/tables.js';

interface Audit {
  readonly events: readonly RowEvent<DemonRow>[];
  /** Of verifiers and publishers. */
  readonly names: ReadonlyMap<number, string>;
}

/** Who changed what of a demon (contract §1.9, §3b.3). */
@Injectable()
export class AuditDemon {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly userNames: UserNames,
  ) {}

  /**
   * @throws AccessDenied
   * @throws RecordNotFound where there never was such a demon
   */
  async execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<AuditEntryDocument[]> {
    requirePermission(caller, 'LIST_ADMINISTRATOR');
    const { events, names } = await this.demonlists.read(caller, (list) => readAudit(list, id));
    const users = await this.userNames.of(
      caller.space,
      events.map(({ entry }) => entry.recordedBy),
    );
    return serializeAudit(events, { users, modification: (old) => modification(old, names) });
  }
}

async function readAudit(list: ListReader, id: number): Promise<Audit> {
  const events = eventsOf(await statesOf(list, demons, id));
  if (events.length === 0) throw new RecordNotFound(demons.collection, String(id));
  const named = events.flatMap(({ old: { verifier, publisher } }) => [verifier ?? [], publisher ?? []].flat());
  const found = await list.findAll(players, [...new Set(named)]);
  return { events, names: new Map([...found].map(([player, { row }]) => [player, row.name])) };
}

function modification(old: Partial<DemonRow>, names: Audit['names']): object {
  return {
    name: old.name ?? null,
    position: old.position ?? null,
    requirement: old.requirement ?? null,
    video: old.video ?? null,
    verifier: namedId(old.verifier, names),
    publisher: namedId(old.publisher, names),
  };
}
