import { Inject, Injectable } from '@nestjs/common';
import type { JsonValue } from '#records';
import { NotPossible } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Gid } from '../wire/schema.js';
import { ProjectWrite } from './project-write.js';
import { Projects } from './projects.js';
import { RECORD_SEARCH, type RecordSearching } from './record-search.js';
import { readSelection, requireKnownNames, type SelectionPart } from './selection.js';

export interface ResolvedSelection {
  readonly schema: ProjectSchema;
  readonly parts: readonly SelectionPart[];
  /** What each search of the selection found, in order. */
  readonly found: readonly (readonly Gid[])[];
}

/** Reads selections and does the searches in them, which cannot be done from within a read or a write. */
@Injectable()
export class Selections {
  constructor(
    private readonly projects: Projects,
    @Inject(RECORD_SEARCH) private readonly search: RecordSearching,
  ) {}

  /**
   * @param selection as it came
   * @throws BulkSelectionError
   * @throws SearchError
   * @throws NotPossible for a search inside a batch: the index would wait for the write that waits for it
   */
  async resolve(member: ProjectMember, selection: unknown): Promise<ResolvedSelection> {
    const { write } = member;
    const { schema } = write instanceof ProjectWrite ? write : await this.projects.of(member.space).find(member, []);
    const parts = readSelection(selection);
    requireKnownNames(parts, schema);
    if (write !== undefined && parts.some(({ kind }) => kind === 'search')) throw new NotPossible();
    const found: (readonly Gid[])[] = [];
    for (const part of parts) if (part.kind === 'search') found.push(await this.search.find(member, part.query));
    return { schema, parts, found };
  }
}

/** The selection with what its searches found in their place, as a job keeps it. */
export function withoutSearches({ parts, found }: ResolvedSelection): JsonValue {
  const searches = found[Symbol.iterator]();
  return parts.flatMap((part): JsonValue[] => {
    if (part.kind === 'records') return [...part.gids];
    const exclude = [...part.exclude];
    if (part.kind === 'search') {
      const gids = (searches.next().value as readonly Gid[] | undefined) ?? [];
      return gids.filter((gid) => !part.exclude.has(gid));
    }
    const { channel = null, ordering = null } = part.query;
    return [{ children: part.parent, channel, ordering, exclude }];
  });
}
