import {
  type AccountNumber,
  type AccountStore,
  type ActorId,
  AlreadyExists,
  canonicalJson,
  type EntryDraft,
  type FileDraft,
  type FileStore,
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
import type { FileAccount, FileEntry, FileHeader } from './project-file.js';
import { readProjectFile } from './read-project-file.js';

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

/** Makes a space of a project's file: the same log, the same members and files (docs/adr/0033). All of it or nothing. */
export class ImportProjectFile {
  constructor(
    private readonly store: RecordStore,
    private readonly spaces: SpaceDirectory,
    private readonly accounts: AccountStore,
    private readonly files: FileStore,
  ) {}

  /**
   * @throws InvalidRecord where the file is none, or is not complete
   * @throws AlreadyExists where the space or the project is there, or the name of an account is somebody else's
   */
  async execute(command: ImportProjectFileCommand): Promise<ImportedProject> {
    const received: FileDraft[] = [];
    try {
      const { header, accounts } = await this.survey(command, received);
      const space: Space = { id: command.space, birth: 'unicat', ...header.space };
      await this.requireFree(space, accounts);
      // Bytes are there before the entries that name them.
      for (let draft = received.pop(); draft !== undefined; draft = received.pop()) await draft.keep();
      return await this.found(space, command, accounts);
    } finally {
      for (const draft of received) await draft.discard();
    }
  }

  /**
   * Reads all of the file once, and takes its files in.
   * @throws InvalidRecord for whatever would not do, so that nothing is begun in vain
   */
  private async survey(
    { space, lines }: ImportProjectFileCommand,
    received: FileDraft[],
  ): Promise<{ header: FileHeader; accounts: readonly FileAccount[] }> {
    if (!isName(space)) throw new InvalidRecord(`'${space}' is no name of a space`);
    const register = recordRegister({ id: space, birth: 'unicat' });
    const accounts: FileAccount[] = [];
    let header: FileHeader | undefined;
    for await (const read of readProjectFile(lines())) {
      if (read.kind === 'header') header = read.line;
      else if (read.kind === 'account') accounts.push(read.line);
      else if (read.kind === 'entry') requireFitting(read.line.entry, register);
      else {
        const draft = await this.files.receive(read.bytes);
        received.push(draft);
        if (draft.hash !== read.hash) throw new InvalidRecord(`The bytes of file ${read.hash} are not its own`);
      }
    }
    if (header === undefined || !isUuid4(header.space.gid)) throw new InvalidRecord('The file names no project');
    return { header, accounts };
  }

  private async found(
    space: Space,
    { lines, onProgress = () => undefined }: ImportProjectFileCommand,
    accounts: readonly FileAccount[],
  ): Promise<ImportedProject> {
    const { numbers, created } = await this.findAccounts(accounts, space.id);
    const entries = await this.store.found(space, async (tx) => {
      let total = 0;
      for await (const drafts of draftsOf(lines(), space, numbers)) {
        await tx.appendAll(drafts);
        total += drafts.length;
        onProgress(total);
      }
      return total;
    });
    for (const { account, membership } of accounts) {
      const number = numbers.get(account.gid);
      if (membership !== undefined && number !== undefined) {
        await this.accounts.putMembership({ space: space.id, account: number, ...membership });
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

async function* draftsOf(
  lines: AsyncIterable<string>,
  space: Space,
  numbers: ReadonlyMap<string, AccountNumber>,
): AsyncGenerator<EntryDraft[]> {
  const register = recordRegister(space);
  let drafts: EntryDraft[] = [];
  for await (const read of readProjectFile(lines)) {
    if (read.kind !== 'entry') continue;
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
