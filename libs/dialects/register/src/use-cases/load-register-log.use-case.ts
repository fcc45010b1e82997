import { Inject, Injectable } from '@nestjs/common';
import {
  type ActorId,
  AlreadyExists,
  CLOCK,
  type Clock,
  InvalidRecord,
  isName,
  RECORD_STORE,
  type RecordStore,
  rootAt,
  SPACE_DIRECTORY,
  type Space,
  type SpaceDirectory,
  type SpaceId,
  spaceGid,
  systemCollection,
  type WriteTransaction,
} from '#records';
import { RsfError } from '../errors/register-errors.js';
import { itemDigestTree } from '../hashing/leaf-hashers.js';
import { nameInLog, userKeysInLog } from '../rsf/log-outline.js';
import { RegisterState } from '../rsf/register-state.js';
import { readLines } from '../rsf/rsf-command.js';
import { RsfInterpreter, type Validation } from '../rsf/rsf-interpreter.js';

export interface LoadRegisterLogCommand {
  /** Left out: the name that the log states. */
  readonly space?: SpaceId;
  /** Of a space that is created; left out: the name that the log gives the register. */
  readonly title?: string;
  /** RSF, whole or in pieces. */
  readonly source: string | AsyncIterable<string>;
  readonly recordedBy: ActorId;
  readonly validation: Validation;
}

export interface LoadedRegister {
  readonly space: SpaceId;
  /** Entries that were appended. */
  readonly userEntries: number;
  readonly systemEntries: number;
  /** Root hash of the user log afterwards, 64 hex digits (contract §6.1). */
  readonly rootHash: string;
  /** Rules that the log breaks, each with its line; only with `relaxed`. */
  readonly warnings: readonly string[];
}

/** Entries appended at a time. */
const chunkSize = 1000;

/**
 * Applies a log to a register, which it creates where there is none. One transaction: on any error nothing is kept
 * (contract §3.13, §7.3).
 */
@Injectable()
export class LoadRegisterLog {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws RsfError
   * @throws AlreadyExists where the name is that of a space which is no register
   */
  async execute({ space, title, source, recordedBy, validation }: LoadRegisterLogCommand): Promise<LoadedRegister> {
    const lines = await readLines(source);
    const id = space ?? nameInLog(lines);
    if (id === undefined || !isName(id)) throw new RsfError("The log must name its register in a system entry 'name'");
    const run: Run = { id, lines, recordedBy, validation };
    const existing = await this.spaces.find(id);
    if (existing === undefined) return this.found(run, title);
    if (existing.birth !== 'register') throw new AlreadyExists(`A space ${id} that is no register`);
    return this.extend(run);
  }

  private extend(run: Run): Promise<LoadedRegister> {
    return this.store.write(run.id, async (tx) => {
      const state = await RegisterState.read(tx, run.id, userKeysInLog(run.lines));
      return append(tx, state, await interpret(run, state));
    });
  }

  /** The log is tried on an empty register first, so that a bad one leaves no space behind. */
  private async found(run: Run, title: string | undefined): Promise<LoadedRegister> {
    const state = RegisterState.empty(run.id);
    const interpreter = await interpret(run, state);
    const schema = state.schema();
    if (schema === undefined) throw new RsfError(`Definition for ${run.id} register is missing`);
    await this.spaces.create(registerSpace(run.id, title ?? schema.title ?? run.id, this.clock));
    return this.store.write(run.id, async (tx) => {
      const { entries } = await tx.head(systemCollection(run.id));
      if (entries > 0) throw new AlreadyExists(`A register ${run.id}`);
      return append(tx, state, interpreter);
    });
  }
}

interface Run extends Pick<LoadRegisterLogCommand, 'recordedBy' | 'validation'> {
  readonly id: SpaceId;
  readonly lines: readonly string[];
}

function registerSpace(id: SpaceId, title: string, clock: Clock): Space {
  return { id, gid: spaceGid(id), birth: 'register', visibility: 'public', title, createdAt: clock.now() };
}

async function interpret({ lines, recordedBy, validation }: Run, state: RegisterState): Promise<RsfInterpreter> {
  const interpreter = new RsfInterpreter(state, recordedBy, validation);
  await interpreter.run(lines);
  return interpreter;
}

async function append(tx: WriteTransaction, state: RegisterState, { drafts, warnings }: RsfInterpreter): Promise<LoadedRegister> {
  const { register, size } = state;
  for (let at = 0; at < drafts.length; at += chunkSize) await appendChunk(tx, drafts.slice(at, at + chunkSize));
  const rootHash = await state.rootHash();
  const stored = await rootAt(size, (addresses) => tx.readTiles(register, itemDigestTree.tree, addresses));
  // What was computed beforehand and what the storage built must be the same log.
  if (stored.toString('hex') !== rootHash) throw new Error(`The stored tree of ${register} is not that of the log`);
  const userEntries = drafts.filter(({ collection }) => collection === register).length;
  return { space: register, userEntries, systemEntries: drafts.length - userEntries, rootHash, warnings };
}

async function appendChunk(tx: WriteTransaction, drafts: Parameters<WriteTransaction['appendAll']>[0]): Promise<void> {
  try {
    await tx.appendAll(drafts);
  } catch (error) {
    throw error instanceof InvalidRecord ? new RsfError(error.message) : error;
  }
}
