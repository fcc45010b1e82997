import { Inject, Injectable } from '@nestjs/common';
import {
  type ActorId,
  type Attribute,
  CLOCK,
  type Clock,
  RECORD_STORE,
  type RecordStore,
  schemaDrafts,
  systemCollection,
  textOf,
  textsOf,
} from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';
import { RegisterConflict } from '../errors/register-errors.js';
import { requireAttributes } from '../schema/attribute-rules.js';
import { wholeSecond } from '../schema/timestamps.js';
import { requireBornAsRegister, type StoredDefinition, storedDefinition } from './stored-definition.js';

export interface AddAttributesCommand {
  readonly place: RegisterPlace;
  readonly attributes: readonly Attribute[];
  readonly recordedBy: ActorId;
}

export interface ExtendedSchema {
  /** Names of the attributes that the schema did not have. */
  readonly added: readonly string[];
  /** All names, in schema order. */
  readonly attributes: readonly string[];
}

/**
 * Adds attributes at the end of a schema: a `field:` entry for each and a new definition (contract §1.2). One that is there
 * already, alike, is passed over, so that a repeated call does no harm.
 */
@Injectable()
export class AddAttributes {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidRecord naming the attribute
   * @throws RegisterUndefined
   * @throws RegisterConflict where an attribute exists as something else
   */
  async execute({ place, attributes, recordedBy }: AddAttributesCommand): Promise<ExtendedSchema> {
    requireBornAsRegister(place);
    requireAttributes(attributes);
    return this.store.write(place.space.id, async (tx) => {
      const { schema, system } = await storedDefinition(tx, place);
      const key = `register:${place.name}`;
      const definition = system.get(key) ?? {};
      const names = textsOf(definition, 'fields');
      for (const attribute of attributes) requireAlike(attribute, system);
      const added = attributes.filter(({ name }) => !names.includes(name));
      const fields = [...names, ...added.map(({ name }) => name)];
      if (added.length > 0) {
        const stamp = { recordedAt: wholeSecond(this.clock.now()), recordedBy };
        const unknown = added.filter(({ name }) => !system.has(`field:${name}`));
        const drafts = schemaDrafts(place.collection, { ...schema, attributes: unknown }, stamp);
        await tx.appendAll([
          ...drafts.filter((draft) => draft.key.startsWith('field:')),
          // What else the definition says stays, members of published logs that the schema does not know included.
          { collection: systemCollection(place.collection), key, fields: { ...definition, fields }, ...stamp },
        ]);
      }
      return { added: added.map(({ name }) => name), attributes: fields };
    });
  }
}

/** Datatype and cardinality never change (contract §1.2); the other members are not changed by adding. */
function requireAlike({ name, datatype, cardinality, text, register }: Attribute, system: StoredDefinition['system']): void {
  const stored = system.get(`field:${name}`);
  if (stored === undefined) return;
  const given = { datatype, cardinality, text, register };
  const changed = Object.entries(given).find(([member, value]) => value !== undefined && value !== textOf(stored, member));
  if (changed === undefined) return;
  const member = changed[0] === 'text' ? 'description' : changed[0];
  throw new RegisterConflict(`Attribute '${name}' exists with another ${member}, which it keeps`);
}
