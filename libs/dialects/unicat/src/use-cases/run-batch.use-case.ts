import { Injectable } from '@nestjs/common';
import { isSharedError } from '#records';
import { CallRefused } from '../errors/batch-errors.js';
import { UnicatError } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';
import { ProjectWrites } from '../project/project-writes.js';
import { showAsLeft } from '../project/show-as-left.js';
import type { Content } from '../serializers/envelope.js';
import { mergeContents } from '../serializers/merge-contents.js';

/** One call of a batch, ready to be made on behalf of a member who is inside a write. */
export type BatchCall = (member: ProjectMember) => Promise<Content>;

/** Several calls as one write: all of them or none (docs/adr/0035). */
@Injectable()
export class RunBatch {
  constructor(private readonly writes: ProjectWrites) {}

  /**
   * @throws AccessDenied
   * @throws CallRefused naming the first call that was
   */
  execute(member: ProjectMember, calls: readonly BatchCall[]): Promise<Content> {
    return this.writes.execute(
      member,
      async (write) => {
        const contents: Content[] = [];
        for (const [index, call] of calls.entries()) {
          contents.push(await call({ ...member, write }).catch((error: unknown) => refuse(index, error)));
        }
        const data = await showAsLeft(write, mergeContents(contents));
        return { result: { results: contents.map(({ result }) => result) }, data: JSON.stringify(data) };
      },
      { alone: true },
    );
  }
}

/** What is no refusal, such as a conflict of the storage, stays as it is: the whole write may be tried again. */
function refuse(index: number, error: unknown): never {
  const isRefusal = error instanceof UnicatError || (isSharedError(error) && error.code !== 'storage-unavailable');
  throw isRefusal ? new CallRefused(index, error) : error;
}
