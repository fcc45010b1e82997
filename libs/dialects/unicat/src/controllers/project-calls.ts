import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotPossible } from '../errors/unicat-errors.js';
import { type ProjectMember, type ProjectRequest, requireWriter } from '../guards/project-request.js';
import { SessionTokens } from '../guards/session-tokens.js';
import type { Content } from '../serializers/envelope.js';
import { type Parameters, readParameters } from './parameters.js';
import { sendSuccess } from './send.js';

/** What a call does once its caller is known to be a member. */
export type ProjectCall = (parameters: Parameters, member: ProjectMember) => Promise<Content>;

/** The frame of every call about a project: parameters in, envelope and renewed token out. */
@Injectable()
export class ProjectCalls {
  constructor(private readonly tokens: SessionTokens) {}

  /** @throws NotPossible inside a batch, which is one write: answers of its calls show what they changed */
  async read(request: ProjectRequest, reply: FastifyReply, call: ProjectCall): Promise<void> {
    if (request.collect !== undefined) throw new NotPossible();
    await this.answer(request, reply, call);
  }

  /** @throws AccessDenied before anything is said about the parameters (contract §2.4) */
  async write(request: ProjectRequest, reply: FastifyReply, call: ProjectCall): Promise<void> {
    requireWriter(request.member);
    await this.answer(request, reply, call);
  }

  private async answer({ member, token, body, collect }: ProjectRequest, reply: FastifyReply, call: ProjectCall): Promise<void> {
    const content = await call(readParameters(body), member);
    if (collect === undefined) sendSuccess(reply, this.tokens.issue(member.account.gid, token), content);
    else collect(content);
  }
}
