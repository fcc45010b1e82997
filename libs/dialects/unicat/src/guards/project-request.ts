import type { FastifyRequest } from 'fastify';
import { AccessDenied, type Account, type Membership, type Space } from '#records';
import type { Content } from '../serializers/envelope.js';

/** A caller who may use the project. */
export interface ProjectMember {
  readonly space: Space;
  readonly account: Account;
  readonly membership: Membership;
  /** Inside a batch: the one write of all its calls, a `ProjectWrite`. */
  readonly write?: object;
}

/** A request whose caller is known. */
export type AccountRequest = FastifyRequest & { account: Account; token: string };

/** A request whose caller is a member of the project. */
export type ProjectRequest = FastifyRequest & {
  member: ProjectMember;
  token: string;
  /** Of a call inside a batch: takes the content instead of an answer. */
  collect?: (content: Content) => void;
};

/** @throws AccessDenied for a member who may only read, such as an API key of another dialect */
export function requireWriter({ membership }: ProjectMember): void {
  if (membership.role === 'read') throw new AccessDenied('The member may only read');
}
