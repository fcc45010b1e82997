import { Inject, Injectable } from '@nestjs/common';
import {
  type ActorId,
  AlreadyExists,
  CLOCK,
  type Clock,
  isName,
  RECORD_STORE,
  type RecordStore,
  SPACE_DIRECTORY,
  type SpaceDirectory,
  type SpaceId,
  type WriteTransaction,
} from '#records';
import { RegisterNotFound, RsfError } from '../errors/register-errors.js';
import { EntryDrafter, type Validation } from '../rsf/entry-drafter.js';
import { LoadWarnings } from '../rsf/load-warnings.js';
import { LogAppender } from '../rsf/log-appender.js';
import { nameInLog } from '../rsf/log-outline.js';
import { RegisterState } from '../rsf/register-state.js';
import { type Progress, RsfInterpreter } from '../rsf/rsf-interpreter.js';
import type { OpenedRsf, RsfSource } from '../rsf/rsf-source.js';
import { registerSpace } from './found-register.js';

export interface LoadRegisterLogCommand {
  /** Left out: the name that the log states. */
  readonly space?: SpaceId;
  /** Of a space that is created; left out: the name that the log gives the register. */
  readonly title?: string;
  readonly source: RsfSource;
  readonly recordedBy: ActorId;
  readonly validation: Validation;
  /** Whether a register that does not exist is created. */
  readonly mayCreate: boolean;
  /** Checks everything, answers as if the log had been loaded, and stores nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: Progress;
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

/**
 * Applies a log to a register, which it creates where there is none. One transaction: on any error nothing is kept
 * (contract §3.13, §7.3). Memory does not grow with the log, but for 32 bytes to an item.
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
   * @throws RegisterNotFound where there is no such register and none may be created
   * @throws AlreadyExists where the name is that of a space which is no register
   */
  async execute(command: LoadRegisterLogCommand): Promise<LoadedRegister> {
    const source = await command.source.open();
    try {
      return await this.load(command, source);
    } catch (error) {
      if (error instanceof DryRunEnded) return error.loaded;
      throw error;
    } finally {
      await source.close();
    }
  }

  private async load(command: LoadRegisterLogCommand, source: OpenedRsf): Promise<LoadedRegister> {
    const id = command.space ?? (await nameInLog(source));
    if (id === undefined || !isName(id)) throw new RsfError("The log must name its register in a system entry 'name'");
    const existing = await this.spaces.find(id);
    if (existing?.birth === 'register') return this.store.write(id, (tx) => apply(tx, id, command, source), { alone: true });
    if (!command.mayCreate) throw new RegisterNotFound(id);
    if (existing !== undefined) throw new AlreadyExists(`A space ${id} that is no register`);
    return this.store.found(registerSpace(id, command.title ?? id, this.clock.now()), (tx, entitle) =>
      apply(tx, id, command, source, entitle),
    );
  }
}

/** Leaves the transaction by the way that undoes it. */
class DryRunEnded extends Error {
  constructor(readonly loaded: LoadedRegister) {
    super('Nothing was to be stored');
  }
}

/** @param entitle given where the register is new: tells its title */
async function apply(
  tx: WriteTransaction,
  id: SpaceId,
  { recordedBy, validation, onProgress, title, dryRun }: LoadRegisterLogCommand,
  source: OpenedRsf,
  entitle?: (title: string) => void,
): Promise<LoadedRegister> {
  const state = await RegisterState.read(tx, id);
  const warnings = new LoadWarnings();
  const appender = new LogAppender(tx, id, warnings);
  await new RsfInterpreter(source, state, new EntryDrafter(state, recordedBy, validation, warnings), appender).run(onProgress);
  if (entitle !== undefined) {
    if (state.schema === undefined) throw new RsfError(`Definition for ${id} register is missing`);
    entitle(title ?? state.schema.title ?? id);
  }
  const { userEntries, systemEntries } = appender;
  const loaded = { space: id, userEntries, systemEntries, rootHash: await state.rootHash(), warnings: warnings.list() };
  if (dryRun === true) throw new DryRunEnded(loaded);
  return loaded;
}
