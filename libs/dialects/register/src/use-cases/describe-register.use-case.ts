import { Inject, Injectable } from '@nestjs/common';
import {
  type CollectionHead,
  type CollectionSchema,
  type Entry,
  RECORD_STORE,
  type RecordFields,
  type RecordKey,
  type RecordStore,
  rootAt,
  systemCollection,
} from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { RegisterUndefined } from '../errors/register-errors.js';
import type { TreeName } from '../hashing/leaf-hashers.js';
import { storedDefinition } from './stored-definition.js';

/** All that a register says about itself, as of one moment. */
export interface RegisterDescription {
  readonly schema: CollectionSchema;
  /** Fields of the latest system entries, by key (contract §1.1). */
  readonly system: ReadonlyMap<RecordKey, RecordFields>;
  readonly sizes: CollectionHead;
  /** First and last user entry; undefined while there is none. */
  readonly first: Entry | undefined;
  readonly last: Entry | undefined;
  readonly firstSystemEntry: Entry;
  /** Of the tree asked for, 64 hex digits. */
  readonly rootHash: string;
}

/** What the context and the register resource show (contract §3.8, §3.9). */
@Injectable()
export class DescribeRegister {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  /** @throws RegisterUndefined */
  execute(register: MountedRegister, tree: TreeName): Promise<RegisterDescription> {
    const { name, space, collection } = register;
    return this.store.read(space.id, async (reader) => {
      const { schema, system } = await storedDefinition(reader, register);
      const [firstSystemEntry] = await reader.listEntries(systemCollection(collection), 1, 1);
      if (firstSystemEntry === undefined) throw new RegisterUndefined(name);
      const sizes = await reader.head(collection);
      const [first] = await reader.listEntries(collection, 1, 1);
      const [last] = await reader.listEntries(collection, sizes.entries, 1);
      const rootHash = await rootAt(sizes.entries, (addresses) => reader.readTiles(collection, tree, addresses));
      return {
        schema,
        system,
        sizes,
        first,
        last,
        firstSystemEntry,
        rootHash: rootHash.toString('hex'),
      };
    });
  }
}
