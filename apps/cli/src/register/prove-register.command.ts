import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { itemDigestTree, objectHashTree, ProveLog, ResourceNotFound, serializeHash, type TreeName } from '#dialects/register';
import { type RecordReader, rootAt } from '#records';
import { exitCodes, UsageError } from '../exit-codes.js';
import { LazyStorage } from '../lazy-storage.js';
import { findRegister } from './find-register.js';
import { readInteger } from './integer-option.js';
import { type CheckableProof, isProven } from './is-proven.js';

interface Options {
  readonly tree?: TreeName;
  readonly verify?: boolean;
}

const hashers = { [itemDigestTree.tree]: itemDigestTree, [objectHashTree.tree]: objectHashTree };

const usage = 'entry <number> <size>, consistency <small> <large>, or root';

@SubCommand({
  name: 'proof',
  arguments: '<register> <kind> [numbers...]',
  description: `Print a proof as JSON with all that is needed to check it: ${usage}`,
})
export class ProveRegisterCommand extends CommandRunner {
  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run([name = '', kind, ...numbers]: string[], { tree = 'item-digest', verify = false }: Options): Promise<void> {
    const [first, second] = numbers.map((text) => readInteger('A number', text));
    const proof = await this.prove(name, tree, kind, first, second);
    const verified = verify ? { verified: isProven(proof) } : {};
    process.stdout.write(`${JSON.stringify({ register: name, tree, ...proof, ...verified })}\n`);
    if (verified.verified === false) process.exitCode = exitCodes.refused;
  }

  private async prove(name: string, tree: TreeName, kind?: string, first?: number, second?: number): Promise<CheckableProof> {
    const storage = await this.storage.open();
    const register = await findRegister(storage, name);
    const proofs = new ProveLog(storage.store);
    const reader = storage.store.latest(register.space.id);
    const root = (size: number): Promise<string> => rootOf(reader, register.collection, tree, size);
    if (kind === 'root' && first === undefined) {
      const { size, rootHash } = await proofs.root(register, tree);
      return { kind, size, 'root-hash': serializeHash(rootHash) };
    }
    if (first === undefined || second === undefined) throw new UsageError(`Give ${usage}`);
    if (kind === 'entry') {
      const path = await proofs.entry(register, tree, String(first), String(second));
      const leaf = await leafOf(reader, register.collection, tree, first);
      const hashes = { 'leaf-hash': serializeHash(leaf), 'root-hash': await root(second) };
      return { kind, 'entry-number': first, size: second, ...hashes, 'audit-path': path.map(serializeHash) };
    }
    if (kind === 'consistency') {
      const path = await proofs.consistency(register, tree, String(first), String(second));
      const hashes = { 'small-root-hash': await root(first), 'large-root-hash': await root(second) };
      return { kind, small: first, large: second, ...hashes, 'audit-path': path.map(serializeHash) };
    }
    throw new UsageError(`Give ${usage}`);
  }

  @Option({ flags: '--tree <name>', description: 'item-digest (RSF, seed and v1 views) or object-hash (next view)' })
  tree(text: string): TreeName {
    if (text === itemDigestTree.tree || text === objectHashTree.tree) return text;
    throw new UsageError(`--tree must be ${itemDigestTree.tree} or ${objectHashTree.tree}, not '${text}'`);
  }

  @Option({ flags: '--verify', description: 'Also check the proof, and end with 2 where it does not hold' })
  verify(): boolean {
    return true;
  }
}

async function rootOf(reader: RecordReader, collection: string, tree: TreeName, size: number): Promise<string> {
  const root = await rootAt(size, (addresses) => reader.readTiles(collection, tree, addresses));
  return serializeHash(root.toString('hex'));
}

/** Recomputed from the entry, not read from the tree. */
async function leafOf(reader: RecordReader, collection: string, tree: TreeName, number: number): Promise<string> {
  const [entry] = await reader.findEntries(collection, [number]);
  if (entry === undefined) throw new ResourceNotFound(`No entry ${number}`);
  return hashers[tree].hash(entry).toString('hex');
}
