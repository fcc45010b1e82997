import { Injectable, type Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { BadParameter } from '../../errors/unicat-errors.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import type { Content } from '../../serializers/envelope.js';
import type { BatchCall } from '../../use-cases/run-batch.use-case.js';
import { PROJECT_CALL } from '../project-post.js';

type Handler = (request: ProjectRequest, reply: FastifyReply) => Promise<void>;

const projectBase = /^\/?api\/p\/:project\/?/;

/** The calls about a project by path, as controllers declare them: what a batch may be made of. */
@Injectable()
export class BatchCalls {
  private handlers: ReadonlyMap<string, Handler> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * @param path as after the project's base: `/records/create`
   * @throws BadParameter for one that there is not
   */
  prepare(request: ProjectRequest, reply: FastifyReply, path: string, body: object): BatchCall {
    this.handlers ??= this.discover();
    const handler = this.handlers.get(path);
    if (handler === undefined) throw new BadParameter('requests');
    return (member) =>
      new Promise<Content>((resolve, reject) => {
        // The call reads its parameters from bytes, as they would have come alone.
        const own = { member, body: Buffer.from(JSON.stringify(body)), collect: resolve };
        const apart = Object.assign(Object.create(request) as ProjectRequest, own);
        handler(apart, reply).then(() => reject(new RangeError(`${path} collects nothing`)), reject);
      });
  }

  private discover(): Map<string, Handler> {
    const handlers = new Map<string, Handler>();
    for (const { instance, metatype } of this.discovery.getControllers()) {
      const base: unknown = metatype && Reflect.getMetadata(PATH_METADATA, metatype as Type);
      if (typeof base !== 'string' || !projectBase.test(base)) continue;
      for (const [path, handler] of this.callsOf(instance as object)) {
        handlers.set(`/${[base.replace(projectBase, ''), path].filter((part) => part !== '').join('/')}`, handler);
      }
    }
    return handlers;
  }

  private callsOf(controller: object): [path: string, handler: Handler][] {
    const prototype = Object.getPrototypeOf(controller) as object;
    return this.scanner.getAllMethodNames(prototype).flatMap((name): [string, Handler][] => {
      const method = Reflect.get(prototype, name) as Handler;
      const path: unknown = Reflect.getMetadata(PROJECT_CALL, method);
      if (typeof path !== 'string') return [];
      return [[path, (request, reply) => method.call(controller, request, reply)]];
    });
  }
}
