import { Inject, Injectable } from '@nestjs/common';
import {
  type CollectionName,
  type EntryNumber,
  type FieldValue,
  InvalidRecord,
  RECORD_STORE,
  type RecordReader,
  type RecordStore,
  redact,
  type StoredBlob,
  systemCollection,
  textOf,
  valueIn,
} from '#records';
import type { RegisterPlace } from '../addressing/register-locator.js';
import { ResourceNotFound } from '../errors/register-errors.js';
import { isRedacted } from '../schema/datatypes.js';
import { findBlobByIdentifier } from './find-blob.js';
import { requireBornAsRegister } from './stored-definition.js';

export interface RedactBlobCommand {
  readonly place: RegisterPlace;
  readonly log: 'user' | 'system';
  /** Any spelling of the blob's hashes (contract §3.6). */
  readonly blob: string;
  readonly attribute: string;
  /** One element of a set; left out: every element. */
  readonly value?: string | undefined;
}

export interface Redaction {
  readonly blob: Pick<StoredBlob, 'hash' | 'objectHash'>;
  readonly attribute: string;
  /** The attribute's value as it is served from now on. */
  readonly redacted: FieldValue;
  /** False where it was redacted already. */
  readonly changed: boolean;
  /** Numbers of the entries that point to the blob, ascending; undefined where the blob does not name its record. */
  readonly entries: readonly EntryNumber[] | undefined;
}

/**
 * Removes a value from a stored blob; both its hashes stay (contract §1.5). Other blobs with the same value are not touched:
 * each is redacted by itself. Of the system log only the custodian can be redacted, the one value there that names a person.
 */
@Injectable()
export class RedactBlob {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  /**
   * @throws ResourceNotFound where there is no such blob
   * @throws InvalidRecord where the value is not there or cannot be redacted
   * @throws RegisterConflict where the register is another dialect's
   */
  async execute({ place, log, blob: identifier, attribute, value }: RedactBlobCommand): Promise<Redaction> {
    requireBornAsRegister(place);
    requireRedactable(place, log, attribute);
    const collection = log === 'user' ? place.collection : systemCollection(place.collection);
    return this.store.write(place.space.id, async (tx) => {
      const blob = await findBlobByIdentifier(tx, collection, identifier);
      if (blob === undefined) throw new ResourceNotFound(`No blob ${identifier}`);
      const before = valueIn(blob.fields, attribute);
      if (before === undefined) throw new InvalidRecord(`The blob has no attribute '${attribute}'`, 'attribute');
      const redacted = redactedForm(before, value);
      const changed = String(redacted) !== String(before);
      if (changed) await tx.redact(collection, blob.hash, { ...blob.fields, [attribute]: redacted });
      const key = log === 'user' ? textOf(blob.fields, place.name) : attribute;
      return { blob, attribute, redacted, changed, entries: await entriesOf(tx, collection, blob, key) };
    });
  }
}

function requireRedactable({ name }: RegisterPlace, log: RedactBlobCommand['log'], attribute: string): void {
  if (log === 'system' && attribute !== 'custodian')
    throw new InvalidRecord(`Of the system log only 'custodian' can be redacted`, 'attribute');
  if (log === 'user' && attribute === name)
    throw new InvalidRecord(`'${name}' is the key of the record, and keys cannot be redacted`, 'attribute');
}

/** @throws InvalidRecord where no element is the value asked for */
function redactedForm(before: FieldValue, value: string | undefined): FieldValue {
  if (value === undefined) return redact(before);
  const form = redact(value);
  const wanted = value.normalize('NFC');
  const isMeant = (text: string): boolean => text === form || text.normalize('NFC') === wanted;
  const texts = typeof before === 'string' ? [before] : before;
  if (!texts.some(isMeant)) throw new InvalidRecord('The blob has no such value', 'value');
  return typeof before === 'string' ? form : before.map((text) => (isMeant(text) ? String(form) : text));
}

async function entriesOf(
  reader: RecordReader,
  collection: CollectionName,
  { hash }: StoredBlob,
  key: string | undefined,
): Promise<readonly EntryNumber[] | undefined> {
  if (key === undefined || isRedacted(key)) return undefined;
  const trail = await reader.listTrail(collection, key);
  return trail.flatMap(({ number, blobHash }) => (blobHash === hash ? [number] : []));
}
