import { Injectable } from '@nestjs/common';
import type { JsonValue } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { higherVersion } from '../../mapping/module-version.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { modulesContent, putModule, requireModule } from '../../project/stored-modules.js';
import type { Content } from '../../serializers/envelope.js';
import type { Module, ModuleLog } from '../../wire/module.js';
import type { Timestamp } from '../../wire/project.js';

/** Older logs are in the trail only (contract §1.7). */
const keptLogs = 50;

/** What all changes of a module have in common: it has to be there, and the answer shows it whole. */
@Injectable()
export class ChangeModule {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, name: string, change: (module: Module, now: Timestamp) => Module): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const module = change(await requireModule(write.tx, name), write.now);
      await putModule(write, module);
      return modulesContent({ module: name }, [module]);
    });
  }
}

@Injectable()
export class SetModuleKeys {
  constructor(private readonly changes: ChangeModule) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, name: string, keys: Module['keys']): Promise<Content> {
    return this.changes.execute(member, name, (module) => ({ ...module, keys: { ...module.keys, ...keys } }));
  }
}

@Injectable()
export class ClearModuleKeys {
  constructor(private readonly changes: ChangeModule) {}

  /** @throws RecordNotFound for an unknown module; unknown keys are cleared already */
  execute(member: ProjectMember, name: string, keys: readonly string[]): Promise<Content> {
    return this.changes.execute(member, name, (module) => ({ ...module, keys: without(module.keys, keys) }));
  }
}

@Injectable()
export class PublishModuleAction {
  constructor(private readonly changes: ChangeModule) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, name: string, action: string, configuration: JsonValue): Promise<Content> {
    return this.changes.execute(member, name, (module) => ({
      ...module,
      actions: { ...module.actions, [action]: { name: action, configuration } },
    }));
  }
}

@Injectable()
export class UnpublishModuleAction {
  constructor(private readonly changes: ChangeModule) {}

  /** @throws RecordNotFound for an unknown module; an unknown action is not published already */
  execute(member: ProjectMember, name: string, action: string): Promise<Content> {
    return this.changes.execute(member, name, (module) => ({ ...module, actions: without(module.actions, [action]) }));
  }
}

/** What a module tells of one run; what it leaves out of the times is now. */
export type ModuleRun = Omit<ModuleLog, 'timestamp' | 'started_at' | 'ended_at' | 'duration'> & {
  readonly startedAt: Timestamp | undefined;
  readonly endedAt: Timestamp | undefined;
};

@Injectable()
export class AddModuleLog {
  constructor(private readonly changes: ChangeModule) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, name: string, run: ModuleRun): Promise<Content> {
    return this.changes.execute(member, name, (module, now) => ({
      ...module,
      version: higherVersion(module.version, run.version),
      logs: [logOf(run, now), ...module.logs].slice(0, keptLogs),
    }));
  }
}

function logOf({ startedAt, endedAt, ...run }: ModuleRun, now: Timestamp): ModuleLog {
  const ended = endedAt ?? Math.max(now, startedAt ?? now);
  const started = startedAt ?? ended;
  return { timestamp: now, ...run, started_at: started, ended_at: ended, duration: ended - started };
}

function without<T>(members: { readonly [name: string]: T }, names: readonly string[]): { readonly [name: string]: T } {
  const unwanted = new Set(names);
  return Object.fromEntries(Object.entries(members).filter(([name]) => !unwanted.has(name)));
}
