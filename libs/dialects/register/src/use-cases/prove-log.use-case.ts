import { Inject, Injectable } from '@nestjs/common';
import { auditPath, consistencyProof, RECORD_STORE, type ReadTiles, type RecordReader, type RecordStore, rootAt } from '#records';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { ResourceNotFound, UnexpectedParameter } from '../errors/register-errors.js';
import type { TreeName } from '../hashing/leaf-hashers.js';
import { integerForm } from '../schema/integers.js';

export interface RootProof {
  /** 64 hex digits. */
  readonly rootHash: string;
  /** Number of user entries. */
  readonly size: number;
}

/** Proofs from the stored trees (contract §3.10, §6). Each reads O(log n) tiles. */
@Injectable()
export class ProveLog {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  async root(register: MountedRegister, tree: TreeName): Promise<RootProof> {
    const reader = this.store.latest(register.space.id);
    const { entries: size } = await reader.head(register.collection);
    // Tiles only grow, so those of a later moment tell the root at this size too.
    const root = await rootAt(size, tilesOf(reader, register, tree));
    return { rootHash: root.toString('hex'), size };
  }

  /**
   * That the entry is in the log of that size.
   * @param number, size as the path spells them
   * @returns hashes in hex, lowest node first (RFC 6962 §2.1.1)
   * @throws ResourceNotFound where one is no integer
   * @throws UnexpectedParameter unless 1 ≤ number ≤ size ≤ present size
   */
  async entry(register: MountedRegister, tree: TreeName, number: string, size: string): Promise<readonly string[]> {
    const reader = this.store.latest(register.space.id);
    const [leaf, leaves] = await this.requireRange(reader, register, ['entry-number', number], ['log-size', size]);
    return hexOf(await auditPath(leaf - 1, leaves, tilesOf(reader, register, tree)));
  }

  /**
   * That the log of the large size extends that of the small one; errors and result as for an entry (RFC 6962 §2.1.2).
   */
  async consistency(register: MountedRegister, tree: TreeName, small: string, large: string): Promise<readonly string[]> {
    const reader = this.store.latest(register.space.id);
    const [old, leaves] = await this.requireRange(reader, register, ['small', small], ['large', large]);
    return hexOf(await consistencyProof(old, leaves, tilesOf(reader, register, tree)));
  }

  private async requireRange(
    reader: RecordReader,
    { collection }: MountedRegister,
    ...range: readonly [readonly [name: string, text: string], readonly [name: string, text: string]]
  ): Promise<[number, number]> {
    const odd = range.find(([, text]) => !integerForm.test(text));
    if (odd !== undefined) throw new ResourceNotFound(`No ${odd[0]} ${odd[1]}`);
    const [[lowName, lowText], [highName, highText]] = range;
    const { entries } = await reader.head(collection);
    const [low, high] = [Number(lowText), Number(highText)];
    if (high < 1 || high > entries) throw new UnexpectedParameter(highName, `must be from 1 to ${entries}`);
    if (low < 1 || low > high) throw new UnexpectedParameter(lowName, `must be from 1 to ${high}`);
    return [low, high];
  }
}

function tilesOf(reader: RecordReader, { collection }: MountedRegister, tree: TreeName): ReadTiles {
  return (addresses) => reader.readTiles(collection, tree, addresses);
}

function hexOf(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('hex'));
}
