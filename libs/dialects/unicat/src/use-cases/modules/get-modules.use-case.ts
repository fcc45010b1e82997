import { Inject, Injectable } from '@nestjs/common';
import { RECORD_STORE, type RecordStore } from '#records';
import type { ProjectMember } from '../../guards/project-request.js';
import { findModules, listModules, modulesContent, requireModule } from '../../project/stored-modules.js';
import type { Content } from '../../serializers/envelope.js';

export type WantedModules = { readonly module: string } | { readonly modules: readonly string[] };

/** Modules by name; of a list, those that there are (contract §5). */
@Injectable()
export class GetModules {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  /** @throws RecordNotFound for a single one that is not registered */
  async execute({ space }: ProjectMember, wanted: WantedModules): Promise<Content> {
    const reader = this.store.latest(space.id);
    if ('module' in wanted) {
      return modulesContent({ module: wanted.module }, [await requireModule(reader, wanted.module)]);
    }
    const found = await findModules(reader, wanted.modules);
    return modulesContent({ modules: wanted.modules.filter((name) => found.has(name)) }, found.values());
  }
}

/** The names of all modules (contract §5). */
@Injectable()
export class ListModules {
  constructor(@Inject(RECORD_STORE) private readonly store: RecordStore) {}

  async execute({ space }: ProjectMember): Promise<Content> {
    const names = [...(await listModules(this.store.latest(space.id))).keys()];
    return { result: { module_names: names }, data: '{}' };
  }
}
