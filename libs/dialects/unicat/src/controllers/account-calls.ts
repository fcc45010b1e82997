import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Account } from '#records';
import type { AccountRequest } from '../guards/project-request.js';
import { SessionTokens } from '../guards/session-tokens.js';
import type { Content } from '../serializers/envelope.js';
import { type Parameters, readParameters } from './parameters.js';
import { sendSuccess } from './send.js';

export type AccountCall = (parameters: Parameters, user: Account) => Promise<Content>;

/** The frame of every call about no project in particular: parameters in, envelope and renewed token out. */
@Injectable()
export class AccountCalls {
  constructor(private readonly tokens: SessionTokens) {}

  async answer({ account, token, body }: AccountRequest, reply: FastifyReply, call: AccountCall): Promise<void> {
    const content = await call(readParameters(body), account);
    sendSuccess(reply, this.tokens.issue(account.gid, token), content);
  }
}
