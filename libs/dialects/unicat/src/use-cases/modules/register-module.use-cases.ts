import { Injectable } from '@nestjs/common';
import type { ProjectMember } from '../../guards/project-request.js';
import { higherVersion } from '../../mapping/module-version.js';
import { ProjectWrites } from '../../project/project-writes.js';
import { findModules, modulesContent, putModule, removeModule, requireModule } from '../../project/stored-modules.js';
import type { Content } from '../../serializers/envelope.js';
import type { Module } from '../../wire/module.js';

/** A program introduces itself; doing so again keeps what is known of it (contract §5). */
@Injectable()
export class RegisterModule {
  constructor(private readonly writes: ProjectWrites) {}

  execute(member: ProjectMember, name: string, version: string): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      const known = (await findModules(write.tx, [name])).get(name);
      const module: Module =
        known === undefined
          ? { name, version, keys: {}, actions: {}, logs: [] }
          : { ...known, version: higherVersion(known.version, version) };
      await putModule(write, module);
      return modulesContent({ module: name }, [module]);
    });
  }
}

@Injectable()
export class UnregisterModule {
  constructor(private readonly writes: ProjectWrites) {}

  /** @throws RecordNotFound */
  execute(member: ProjectMember, name: string): Promise<Content> {
    return this.writes.execute(member, async (write) => {
      await requireModule(write.tx, name);
      await removeModule(write, name);
      return { result: {}, data: '{}' };
    });
  }
}
