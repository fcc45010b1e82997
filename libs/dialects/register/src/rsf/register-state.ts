import {
  type BlobHash,
  type CollectionSchema,
  type RecordFields,
  type RecordKey,
  type RecordReader,
  readSchema,
  rootAt,
  type SpaceId,
  systemCollection,
} from '#records';
import { itemDigestTree } from '../hashing/leaf-hashers.js';
import { listAll } from '../schema/list-all.js';
import { ItemRules } from './item-rules.js';

/**
 * A register while a log is being applied to it. Its description is kept here, as it is after the last system entry that
 * was interpreted; all else is asked of the transaction, so that nothing grows with the log.
 */
export class RegisterState {
  readonly systemLog: SpaceId;
  /** Read when first asked for, and again after each system entry. */
  private current: { readonly schema: CollectionSchema | undefined; readonly rules: ItemRules | undefined } | undefined;

  private constructor(
    readonly register: SpaceId,
    private readonly reader: RecordReader,
    private readonly system: Map<RecordKey, RecordFields>,
  ) {
    this.systemLog = systemCollection(register);
  }

  static async read(reader: RecordReader, register: SpaceId): Promise<RegisterState> {
    const system = await listAll(reader, systemCollection(register));
    return new RegisterState(register, reader, new Map(system.map(({ key, fields }) => [key, fields])));
  }

  /** Blob hash of the key's latest user entry. */
  async latestOf(key: RecordKey): Promise<BlobHash | undefined> {
    return (await this.reader.findRecord(this.register, { key }))?.record.blobHash;
  }

  /** An item that is stored already. */
  async findItem(hash: BlobHash): Promise<RecordFields | undefined> {
    const found = (await this.reader.findBlob(this.register, { hash })) ?? (await this.reader.findBlob(this.systemLog, { hash }));
    return found?.fields;
  }

  appendSystem(key: RecordKey, fields: RecordFields): void {
    this.system.set(key, fields);
    this.current = undefined;
  }

  systemFields(key: RecordKey): RecordFields | undefined {
    return this.system.get(key);
  }

  /** The schema in force; undefined while the register is not defined. */
  get schema(): CollectionSchema | undefined {
    return this.describe().schema;
  }

  /** What an item must keep to; undefined while the register is not defined. */
  get rules(): ItemRules | undefined {
    return this.describe().rules;
  }

  /** Root hash of the user log as it is stored by now, 64 hex digits (contract §6.1). */
  async rootHash(): Promise<string> {
    const { entries } = await this.reader.head(this.register);
    const { tree } = itemDigestTree;
    const root = await rootAt(entries, (addresses) => this.reader.readTiles(this.register, tree, addresses));
    return root.toString('hex');
  }

  private describe(): NonNullable<RegisterState['current']> {
    if (this.current === undefined) {
      const system = [...this.system].map(([key, fields]) => ({ key, fields }));
      const schema = readSchema(this.register, system);
      this.current = { schema, rules: schema && new ItemRules(schema) };
    }
    return this.current;
  }
}
