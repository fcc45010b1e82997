import { Inject, Injectable } from '@nestjs/common';
import {
  type ActorId,
  type Attribute,
  CLOCK,
  type Clock,
  type CollectionSchema,
  InvalidRecord,
  isName,
  isStorableText,
  RECORD_STORE,
  type RecordStore,
  SPACE_DIRECTORY,
  type Space,
  type SpaceDirectory,
  schemaDrafts,
} from '#records';
import { requireAttributes } from '../schema/attribute-rules.js';
import { isOfDatatype } from '../schema/datatypes.js';
import { wholeSecond } from '../schema/timestamps.js';
import { foundRegister, registerSpace } from './found-register.js';

export interface CreateRegisterCommand extends Omit<CollectionSchema, 'register' | 'title'> {
  /** Name of the register and of its space. */
  readonly id: string;
  readonly title: string;
  /** In schema order. The one named like the register holds the keys; it comes first where it is left out. */
  readonly attributes: readonly Attribute[];
  readonly recordedBy: ActorId;
}

export interface CreatedRegister {
  readonly space: Space;
  readonly schema: CollectionSchema;
}

/** A register is served under its id as the first label of a host name (contract §0.2, RFC 1035 §2.3.4). */
const longestId = 63;

/** Makes an empty, public register: its space and the system entries that define it, as a published log has them. */
@Injectable()
export class CreateRegister {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidRecord naming the member
   * @throws AlreadyExists where the id is that of a space or of another register
   */
  async execute({ recordedBy, id, attributes, ...texts }: CreateRegisterCommand): Promise<CreatedRegister> {
    requireId(id);
    requireTexts(texts);
    requireAttributes(attributes);
    const schema = { ...texts, register: id, attributes: withPrimaryKey(attributes, id) };
    const now = wholeSecond(this.clock.now());
    const space = await foundRegister(this.store, this.spaces, registerSpace(id, texts.title, now), (tx) =>
      tx.appendAll(schemaDrafts(id, schema, { recordedAt: now, recordedBy })),
    );
    return { space, schema };
  }
}

function requireId(id: string): void {
  if (isName(id) && id.length <= longestId) return;
  throw new InvalidRecord(`id must be a name of at most ${longestId} lower-case letters, digits and hyphens`, 'id');
}

function requireTexts(texts: { readonly [member: string]: string | undefined }): void {
  for (const [member, text] of Object.entries(texts)) {
    if (text === undefined || (isOfDatatype('text', text) && isStorableText(text))) continue;
    throw new InvalidRecord(`${member} must be a text that is not blank`, member);
  }
}

/** @throws InvalidRecord where the primary key could hold several values */
function withPrimaryKey(attributes: readonly Attribute[], id: string): readonly Attribute[] {
  const given = attributes.find(({ name }) => name === id);
  if (given === undefined) return [{ name: id, datatype: 'string', cardinality: '1' }, ...attributes];
  if (given.cardinality === '1') return attributes;
  throw new InvalidRecord(`attributes: cardinality of '${id}', the key of the register, must be 1`, 'attributes');
}
