import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Account } from '#records';
import { SessionTokens } from '../guards/session-tokens.js';
import type { UserRequest } from '../guards/user.guard.js';
import type { Content } from '../serializers/envelope.js';
import { type Parameters, readParameters } from './parameters.js';
import { sendSuccess } from './send.js';

export type UserCall = (parameters: Parameters, user: Account) => Promise<Content>;

/** The frame of every call about no project in particular: parameters in, envelope and renewed token out. */
@Injectable()
export class UserCalls {
  constructor(private readonly tokens: SessionTokens) {}

  async answer({ user, token, body }: UserRequest, reply: FastifyReply, call: UserCall): Promise<void> {
    const content = await call(readParameters(body), user);
    sendSuccess(reply, this.tokens.issue(user.gid, token), content);
  }
}
