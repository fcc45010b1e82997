import type { FastifyRequest } from 'fastify';
import type { Account, Membership, Space } from '#records';

/** A caller who may use the project. */
export interface ProjectMember {
  readonly space: Space;
  readonly account: Account;
  readonly membership: Membership;
}

/** A request that passed the guard. */
export type ProjectRequest = FastifyRequest & { member: ProjectMember; token: string };
