import {
  type AccountNumber,
  type AccountStore,
  type ActorId,
  AlreadyExists,
  canonicalJson,
  type EntryDraft,
  InvalidRecord,
  isName,
  isUuid4,
  type JsonValue,
  nobody,
  type RecordStore,
  type Space,
  type SpaceDirectory,
  type SpaceId,
} from '#records';
import { recordRegister } from '../mapping/collections.js';
import { registerPlaceholder, renameRegister, requireFitting } from './neutral-names.js';
import { type FileAccount, type FileEntry, type FileHeader, readHeader, readLine } from './project-file.js';

export interface ImportProjectFileCommand {
  readonly space: SpaceId;
  /** The lines of a file from its beginning; read more than once. */
  readonly lines: () => AsyncIterable<string>;
  readonly onProgress?: (lines: number) => void;
}

export interface ImportedProject {
  readonly space: Space;
  readonly entries: number;
  /** Accounts that were not there. */
  readonly accounts: number;
}

const draftsAtOnce = 1000;

/** Makes a space of a project's file: the same log, the same members (docs/adr/0033). All of it or nothing. */
export class ImportProjectFile {
  constructor(
    private readonly store: RecordStore,
    private readonly spaces: SpaceDirectory,
    private readonly accounts: AccountStore,
  ) {}

  /**
   * @throws InvalidRecord where the file is none, or is not complete
   * @throws AlreadyExists where the space or the project is there, or the name of an account is somebody else's
   */
  async execute({ space: id, lines, onProgress = () => undefined }: ImportProjectFileCommand): Promise<ImportedProject> {
    const { header, accounts } = await survey(lines, id);
    const space: Space = { id, birth: 'unicat', ...header.space };
    await this.requireFree(space, accounts);
    const { numbers, created } = await this.findAccounts(accounts, id);
    const entries = await this.store.found(space, async (tx) => {
      let total = 0;
      for await (const drafts of draftsOf(lines, space, numbers)) {
        await tx.appendAll(drafts);
        total += drafts.length;
        onProgress(total);
      }
      return total;
    });
    for (const { account, membership } of accounts) {
      const number = numbers.get(account.gid);
      if (membership !== undefined && number !== undefined) {
        await this.accounts.putMembership({ space: id, account: number, ...membership });
      }
    }
    return { space, entries, accounts: created };
  }

  /** Before accounts are made, which the transaction of the log does not span. */
  private async requireFree({ id, gid }: Space, accounts: readonly FileAccount[]): Promise<void> {
    if ((await this.spaces.find(id)) !== undefined) throw new AlreadyExists(`Space ${id}`);
    if ((await this.spaces.findByGid(gid)) !== undefined) throw new AlreadyExists(`Project ${gid}`);
    for (const { account } of accounts) {
      if ((await this.accounts.findByGid(account.gid, id)) !== undefined) continue;
      if ((await this.accounts.findByName(account.name)) !== undefined)
        throw new AlreadyExists(`Another account called ${account.name}`);
    }
  }

  private async findAccounts(
    accounts: readonly FileAccount[],
    space: SpaceId,
  ): Promise<{ numbers: ReadonlyMap<string, AccountNumber>; created: number }> {
    const numbers = new Map<string, AccountNumber>();
    let created = 0;
    for (const { account } of accounts) {
      const known = await this.accounts.findByGid(account.gid, space);
      const { id } = known?.account ?? (await this.create(account));
      if (known === undefined) created += 1;
      numbers.set(account.gid, id);
    }
    return { numbers, created };
  }

  /** Without credentials, which the file does not have. */
  private create({ gid, name, status, profile }: FileAccount['account']) {
    return this.accounts.createAccount({ gid, name, status, profile, passwordHash: undefined, generation: 0, operator: false });
  }
}

/** @throws InvalidRecord for whatever would not do, so that nothing is begun in vain */
async function survey(
  lines: ImportProjectFileCommand['lines'],
  space: SpaceId,
): Promise<{ header: FileHeader; accounts: readonly FileAccount[] }> {
  if (!isName(space)) throw new InvalidRecord(`'${space}' is no name of a space`);
  const register = recordRegister({ id: space, birth: 'unicat' });
  const accounts: FileAccount[] = [];
  let header: FileHeader | undefined;
  let number = 0;
  for await (const text of lines()) {
    number += 1;
    if (header === undefined) {
      header = readHeader(text);
      continue;
    }
    const read = readLine(text, number);
    if (read.kind === 'account') accounts.push(read.line);
    else requireFitting(read.line.entry, register);
  }
  if (header === undefined || !isUuid4(header.space.gid)) throw new InvalidRecord('The file names no project');
  return { header, accounts };
}

async function* draftsOf(
  lines: ImportProjectFileCommand['lines'],
  space: Space,
  numbers: ReadonlyMap<string, AccountNumber>,
): AsyncGenerator<EntryDraft[]> {
  const register = recordRegister(space);
  let drafts: EntryDraft[] = [];
  let number = 0;
  for await (const text of lines()) {
    number += 1;
    if (number === 1) continue;
    const read = readLine(text, number);
    if (read.kind === 'account') continue;
    drafts.push(draftOf(read.line.entry, register, numbers));
    if (drafts.length < draftsAtOnce) continue;
    yield drafts;
    drafts = [];
  }
  if (drafts.length > 0) yield drafts;
}

function draftOf(
  { hash, at, by, ...neutral }: FileEntry['entry'],
  register: string,
  numbers: ReadonlyMap<string, AccountNumber>,
): EntryDraft {
  const { collection, key, fields } = renameRegister(neutral, registerPlaceholder, register);
  const recordedBy: ActorId = String(by === null ? nobody : (numbers.get(by) ?? nobody));
  // A log may say the same of a key twice in a row.
  const draft: EntryDraft = { collection, key, fields, recordedAt: at, recordedBy, repeat: true };
  return hash === undefined ? draft : { ...draft, blob: { hash, canonical: canonicalJson(fields as JsonValue) } };
}
