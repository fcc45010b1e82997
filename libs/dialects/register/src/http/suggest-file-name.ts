import type { FastifyReply } from 'fastify';
import type { MountedRegister } from '../addressing/mounted-register.js';
import type { Suffix } from './request-target.js';

/** Browsers name by it what they save of `/entries`, where the request has a suffix (contract §2.5). */
export function suggestFileName(reply: FastifyReply, { name }: Pick<MountedRegister, 'name'>, suffix: Suffix): void {
  if (suffix !== '') reply.header('content-disposition', `inline; filename="${name}-entries${suffix}"`);
}
