import { Injectable, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ProjectRequest } from '../../guards/project-request.js';
import type { EditedKind } from '../../mapping/schema-items.js';
import { plurals } from '../../mapping/schema-log.js';
import { gid, gids } from '../api-docs.js';
import { requiredText } from '../parameters.js';
import { type DataMember, ProjectPost } from '../project-post.js';
import { SchemaCalls } from './schema-calls.js';
import { givenProperties, type KindExamples, metadataProperties } from './schema-documentation.js';
import { readGiven, readMetadataEntry, readMetadataName, readWanted } from './schema-parameters.js';

type Call = (request: ProjectRequest, reply: FastifyReply) => Promise<void>;

/** The calls that definitions, classes and fields have in common (contract §5). */
export interface SchemaItemsCalls {
  readonly calls: SchemaCalls;
  readonly get: Call;
  readonly create: Call;
  readonly modify: Call;
  readonly setMetadata: Call;
  readonly clearMetadata: Call;
  readonly commit: Call;
  readonly saveAsNew: Call;
  readonly revert: Call;
  readonly copy: Call;
  readonly delete: Call;
}

/** The base of the controller of one kind, since Nest reads routes and documentation from decorators. */
export function SchemaItemsController<K extends EditedKind>(kind: K, examples: KindExamples): Type<SchemaItemsCalls> {
  const plural = plurals[kind];
  const one = { [kind]: gid };
  const laidOut: readonly DataMember[] = kind === 'field' ? ['fields'] : [plural, 'layouts'];

  @Injectable()
  class SchemaItemsControllerBase implements SchemaItemsCalls {
    constructor(readonly calls: SchemaCalls) {}

    @ProjectPost('get', {
      summary: `One ${kind}, or a list of them`,
      parameters: { ...one, [plural]: gids },
      example: examples.get,
      result: { ...one, [plural]: gids },
      data: [plural],
    })
    get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.read(request, reply, (parameters, member) =>
        this.calls.getItems.execute({ member, kind, wanted: readWanted(parameters, kind, plural) }),
      );
    }

    @ProjectPost('create', {
      summary: `A new ${kind}, which can be used once it is committed`,
      parameters: givenProperties[kind],
      example: examples.create,
      result: kind === 'field' ? one : { ...one, layout: gid },
      data: laidOut,
    })
    create(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.createItem.execute({ member, kind, given: readGiven[kind](parameters) }),
      );
    }

    @ProjectPost('modify', {
      summary: `Changes a ${kind} in its working copy`,
      parameters: { ...one, ...givenProperties[kind] },
      required: [kind],
      example: examples.modify,
      result: one,
      data: laidOut,
    })
    modify(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.modifyItem.execute({
          member,
          kind,
          gid: requiredText(parameters, kind),
          given: readGiven[kind](parameters),
        }),
      );
    }

    @ProjectPost('metadata/set', {
      summary: 'Adds or changes an entry of the metadata',
      parameters: { ...one, ...metadataProperties },
      required: [kind, 'name'],
      example: examples.setMetadata,
      result: one,
      data: laidOut,
    })
    setMetadata(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.setMetadata.execute({
          member,
          kind,
          gid: requiredText(parameters, kind),
          name: readMetadataName(parameters),
          entry: readMetadataEntry(parameters),
        }),
      );
    }

    @ProjectPost('metadata/clear', {
      summary: 'Takes an entry out of the metadata',
      parameters: { ...one, name: metadataProperties.name ?? {} },
      required: [kind, 'name'],
      example: examples.clearMetadata,
      result: one,
      data: laidOut,
    })
    clearMetadata(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.clearMetadata.execute({
          member,
          kind,
          gid: requiredText(parameters, kind),
          name: readMetadataName(parameters),
        }),
      );
    }

    @ProjectPost('commit', {
      summary: 'Makes a new one or the changes of a working copy official; records follow',
      parameters: one,
      required: [kind],
      example: examples.commit,
      result: one,
      data: kind === 'class' ? [...laidOut, 'definitions'] : laidOut,
    })
    commit(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.commitItem.execute({ member, kind, gid: requiredText(parameters, kind) }),
      );
    }

    @ProjectPost('save_as_new', {
      summary: 'Makes a working copy one of its own; the original stays as it is',
      parameters: one,
      required: [kind],
      example: examples.saveAsNew,
      result: one,
      data: laidOut,
    })
    saveAsNew(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.saveAsNew.execute({ member, kind, gid: requiredText(parameters, kind) }),
      );
    }

    @ProjectPost('revert', {
      summary: 'Throws a working copy away and answers with the original; null after a new one',
      parameters: one,
      required: [kind],
      example: examples.revert,
      result: { [kind]: { ...gid, type: ['string', 'null'] } },
      data: laidOut,
    })
    revert(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.revertItem.execute({ member, kind, gid: requiredText(parameters, kind) }),
      );
    }

    @ProjectPost('copy', {
      summary: 'A new one like a committed one',
      parameters: one,
      required: [kind],
      example: examples.copy,
      result: one,
      data: laidOut,
    })
    copy(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.copyItem.execute({ member, kind, gid: requiredText(parameters, kind) }),
      );
    }

    @ProjectPost('delete', {
      summary: 'Deletes one that nothing uses',
      parameters: one,
      required: [kind],
      example: examples.delete,
      result: {},
      data: [],
    })
    delete(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.calls.write(request, reply, (parameters, member) =>
        this.calls.deleteItem.execute({ member, kind, gid: requiredText(parameters, kind) }),
      );
    }
  }
  return SchemaItemsControllerBase;
}
