import { Injectable } from '@nestjs/common';
import { RecordNotFound } from '#records';
import { type AuditEntryDocument, namedId, serializeAudit } from '../audit/audit-document.js';
import { eventsOf, type RowEvent, statesOf } from '../audit/trail.js';
import { UserNames } from '../audit/user-names.js';
import { type Caller, requirePermission } from '../guards/caller.js';
import { Demonlists } from '../list/demonlists.js';
import type { ListReader } from '../list/list-reader.js';
import { demons, players, type RecordRow, records } from '../mapping/tables.js';

interface Audit {
  readonly events: readonly RowEvent<RecordRow>[];
  /** Of holders and demons, by id. */
  readonly playerNames: ReadonlyMap<number, string>;
  readonly demonNames: ReadonlyMap<number, string>;
  /** Whether none of those who ever held the record is link-banned. */
  readonly showsLinks: boolean;
}

/** Who changed what of a record, also of a deleted one (contract §1.9, §3.10). */
@Injectable()
export class AuditRecord {
  constructor(
    private readonly demonlists: Demonlists,
    private readonly userNames: UserNames,
  ) {}

  /** @throws AccessDenied before RecordNotFound, where there never was such a record */
  async execute({ id, caller }: { readonly id: number; readonly caller: Caller }): Promise<AuditEntryDocument[]> {
    const { events, playerNames, demonNames, showsLinks } = await this.demonlists.read(caller, (list) => {
      requirePermission(caller, 'LIST_ADMINISTRATOR');
      return readAudit(list, id);
    });
    const actors = events.map(({ entry }) => entry.recordedBy);
    const users = await this.userNames.of(caller.space, actors);
    const modification = ({ progress, video, status, player, demon }: Partial<RecordRow>): object => ({
      progress: progress ?? null,
      video: showsLinks ? (video ?? null) : null,
      status: status ?? null,
      player: namedId(player, playerNames),
      demon: namedId(demon, demonNames),
    });
    return serializeAudit(events, { users, modification });
  }
}

async function readAudit(list: ListReader, id: number): Promise<Audit> {
  const states = await statesOf(list, records, id);
  const events = eventsOf(states).filter(tellsSomething);
  if (events.length === 0) throw new RecordNotFound(records.collection, String(id));
  const holders = await list.findAll(
    players,
    states.map(({ row }) => row.player),
  );
  const levels = await list.findAll(
    demons,
    states.map(({ row }) => row.demon),
  );
  return {
    events,
    playerNames: new Map([...holders].map(([player, { row }]) => [player, row.name])),
    demonNames: new Map([...levels].map(([demon, { row }]) => [demon, row.name])),
    showsLinks: ![...holders.values()].some(({ row }) => row.link_banned),
  };
}

const audited: readonly (keyof RecordRow)[] = ['progress', 'video', 'status', 'player', 'demon'];

/** Not every stored member is one of the audit's. */
function tellsSomething({ kind, old }: RowEvent<RecordRow>): boolean {
  return kind !== 'Modification' || audited.some((member) => member in old);
}
