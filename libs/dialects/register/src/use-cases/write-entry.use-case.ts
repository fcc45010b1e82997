import { Inject, Injectable } from '@nestjs/common';
import { listsTag, type TagList } from '#dialect-kit';
import {
  type ActorId,
  CLOCK,
  type Clock,
  type CollectionSchema,
  type Entry,
  type Instant,
  InvalidRecord,
  PreconditionFailed,
  RECORD_STORE,
  type RecordFields,
  type RecordKey,
  type RecordStore,
} from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';
import { RegisterConflict } from '../errors/register-errors.js';
import { fieldsOf, ItemRules } from '../rsf/item-rules.js';
import type { Item } from '../rsf/rsf-command.js';
import { isKey } from '../schema/keys.js';
import { readTimestamp, wholeSecond } from '../schema/timestamps.js';
import { requireBornAsRegister, storedDefinition } from './stored-definition.js';

export interface WriteEntryCommand {
  readonly place: RegisterPlace;
  readonly key: RecordKey;
  /** May leave the primary key out; it is the key then. */
  readonly blob: Item;
  /** Of the datatype `timestamp`; the present second where left out. */
  readonly timestamp?: string | undefined;
  /** A record's tag is the number of its latest entry. */
  readonly ifMatch?: TagList | undefined;
  readonly ifNoneMatch?: TagList | undefined;
  readonly recordedBy: ActorId;
}

/** Appends one entry to a register under the rules of an upload (contract §7.3, rules 5 and 7). */
@Injectable()
export class WriteEntry {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidRecord in the words of the contract's table (§7.4)
   * @throws PreconditionFailed
   * @throws RegisterUndefined
   * @throws RegisterConflict where the record has this blob already, or the register is another dialect's
   */
  async execute(command: WriteEntryCommand): Promise<Entry> {
    const { place, key, blob, recordedBy } = command;
    const { collection } = place;
    requireBornAsRegister(place);
    if (!isKey(key)) throw new InvalidRecord(`Invalid key for append entry: ${key}`, 'key');
    const recordedAt = this.instant(command.timestamp);
    return this.store.write(place.space.id, async (tx) => {
      const { schema } = await storedDefinition(tx, place);
      // Compared inside the write: between a check and a later write somebody else could slip in.
      requireTag(command, (await tx.findRecord(collection, { key }))?.record.version);
      const fields = requireFields(withPrimaryKey(blob, key, schema), key, schema);
      const outcome = await tx.append({ collection, key, fields, recordedAt, recordedBy });
      if (outcome.kind === 'appended') return outcome.entry;
      throw new RegisterConflict(`Cannot contain identical items to previous entry (${outcome.version})`);
    });
  }

  private instant(timestamp: string | undefined): Instant {
    if (timestamp === undefined) return wholeSecond(this.clock.now());
    const instant = readTimestamp(timestamp);
    if (instant === undefined) throw new InvalidRecord(`Date is not in the correct format: ${timestamp}`, 'entry-timestamp');
    return instant;
  }
}

/** RFC 9110 §13.1.1 and §13.1.2. */
function requireTag({ key, ifMatch, ifNoneMatch }: WriteEntryCommand, version: number | undefined): void {
  const lists = (list: TagList): boolean => version !== undefined && listsTag(list, String(version));
  if (ifMatch !== undefined && !lists(ifMatch)) throw new PreconditionFailed(key, version);
  if (ifNoneMatch !== undefined && lists(ifNoneMatch)) throw new PreconditionFailed(key, version);
}

function withPrimaryKey(blob: Item, key: RecordKey, { register, attributes }: CollectionSchema): Item {
  const expected = attributes.some(({ name }) => name === register) && !Object.hasOwn(blob, register);
  return expected ? { ...blob, [register]: key } : blob;
}

function requireFields(item: Item, key: RecordKey, schema: CollectionSchema): RecordFields {
  const breach = new ItemRules(schema).findBreach(item, key);
  if (breach !== undefined) throw new InvalidRecord(breach, 'blob');
  const fields = fieldsOf(item);
  if (fields === undefined) throw new InvalidRecord('Values must be texts or arrays of texts, and not empty', 'blob');
  return fields;
}
