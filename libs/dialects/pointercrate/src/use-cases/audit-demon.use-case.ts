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
  /** Whether none of those who ever verified it is link-banned. */
  readonly showsLinks: boolean;
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
    const { events, ...shown } = await this.demonlists.read(caller, (list) => readAudit(list, id));
    const users = await this.userNames.of(
      caller.space,
      events.map(({ entry }) => entry.recordedBy),
    );
    return serializeAudit(events, { users, modification: (old) => modification(old, shown) });
  }
}

async function readAudit(list: ListReader, id: number): Promise<Audit> {
  const states = await statesOf(list, demons, id);
  if (states.length === 0) throw new RecordNotFound(demons.collection, String(id));
  const found = await list.findAll(
    players,
    states.flatMap(({ row: { verifier, publisher } }) => [verifier, publisher]),
  );
  return {
    events: eventsOf(states),
    names: new Map([...found].map(([player, { row }]) => [player, row.name])),
    showsLinks: !states.some(({ row }) => found.get(row.verifier)?.row.link_banned),
  };
}

function modification(old: Partial<DemonRow>, { names, showsLinks }: Omit<Audit, 'events'>): object {
  return {
    name: old.name ?? null,
    position: old.position ?? null,
    requirement: old.requirement ?? null,
    video: showsLinks ? (old.video ?? null) : null,
    verifier: namedId(old.verifier, names),
    publisher: namedId(old.publisher, names),
  };
}
