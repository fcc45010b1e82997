import { Controller, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags, type SchemaObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MemberGuard } from '../../guards/member.guard.js';
import type { ProjectRequest } from '../../guards/project-request.js';
import {
  AddModuleLog,
  ClearModuleKeys,
  PublishModuleAction,
  SetModuleKeys,
  UnpublishModuleAction,
} from '../../use-cases/modules/change-module.use-cases.js';
import { GetModules, ListModules } from '../../use-cases/modules/get-modules.use-case.js';
import { RegisterModule, UnregisterModule } from '../../use-cases/modules/register-module.use-cases.js';
import { optionalJson, requiredName } from '../parameters.js';
import { ProjectCalls } from '../project-calls.js';
import { ProjectPost } from '../project-post.js';
import { readGivenKeys, readRun, readUnwantedKeys, readVersion } from './module-parameters.js';
import { nonEmpty, oneOrMany } from './name-parameters.js';

const demoModule = 'Sample exporter';
const version: SchemaObject = { type: 'string', description: 'Numbers between dots: `1.2.3`' };
const anything: SchemaObject = { description: 'Any JSON value' };
const moment: SchemaObject = { type: 'number', description: 'Seconds since the Unix epoch; now where left out' };
const changed = { result: { module: nonEmpty }, data: ['modules'] } as const;

/** Programs that work with the project, by name (contract §5). */
@ApiTags('modules')
@ApiBearerAuth()
@Controller('api/p/:project/modules')
@UseGuards(MemberGuard)
export class ModulesController {
  constructor(
    private readonly calls: ProjectCalls,
    private readonly listModules: ListModules,
    private readonly getModules: GetModules,
    private readonly registerModule: RegisterModule,
    private readonly unregisterModule: UnregisterModule,
    private readonly setKeys: SetModuleKeys,
    private readonly clearKeys: ClearModuleKeys,
    private readonly publishAction: PublishModuleAction,
    private readonly unpublishAction: UnpublishModuleAction,
    private readonly addLog: AddModuleLog,
  ) {}

  @ProjectPost('all', {
    summary: 'The names of all modules',
    example: {},
    result: { module_names: { type: 'array', items: nonEmpty } },
    data: [],
    failures: [],
  })
  all(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (_, member) => this.listModules.execute(member));
  }

  @ProjectPost('get', {
    summary: 'Modules by name',
    parameters: { module: nonEmpty, modules: { type: 'array', items: nonEmpty } },
    example: { module: demoModule },
    result: { module: nonEmpty, modules: { type: 'array', items: nonEmpty } },
    data: ['modules'],
  })
  get(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.read(request, reply, (parameters, member) => {
      const wanted = oneOrMany(parameters, 'module', 'modules');
      return this.getModules.execute(member, typeof wanted === 'string' ? { module: wanted } : { modules: wanted });
    });
  }

  @ProjectPost('register', {
    summary: 'A program introduces itself; what is known of it stays',
    parameters: { module: nonEmpty, version },
    required: ['module', 'version'],
    example: { module: 'Price importer', version: '0.1.0' },
    ...changed,
  })
  register(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.registerModule.execute(member, requiredName(parameters, 'module'), readVersion(parameters)),
    );
  }

  @ProjectPost('unregister', {
    summary: 'Forget a module',
    parameters: { module: nonEmpty },
    required: ['module'],
    example: { module: 'Price importer' },
    result: {},
    data: [],
  })
  unregister(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.unregisterModule.execute(member, requiredName(parameters, 'module')),
    );
  }

  @ProjectPost('keys/set', {
    summary: 'Set one key, or several',
    parameters: { module: nonEmpty, key: nonEmpty, value: anything, keys: { type: 'object', additionalProperties: true } },
    required: ['module'],
    example: { module: demoModule, key: 'shop.id', value: 'nl-2' },
    ...changed,
  })
  set(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.setKeys.execute(member, requiredName(parameters, 'module'), readGivenKeys(parameters)),
    );
  }

  @ProjectPost('keys/clear', {
    summary: 'Clear one key, or several',
    parameters: { module: nonEmpty, key: nonEmpty, keys: { type: 'array', items: nonEmpty } },
    required: ['module'],
    example: { module: demoModule, keys: ['shop.old'] },
    ...changed,
  })
  clear(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.clearKeys.execute(member, requiredName(parameters, 'module'), readUnwantedKeys(parameters)),
    );
  }

  @ProjectPost('actions/publish', {
    summary: 'Publish an action with its configuration, in the place of one of its name',
    parameters: { module: nonEmpty, action: nonEmpty, configuration: anything },
    required: ['module', 'action'],
    example: { module: demoModule, action: 'weekly', configuration: { query: 'Tents' } },
    ...changed,
  })
  publish(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.publishAction.execute(
        member,
        requiredName(parameters, 'module'),
        requiredName(parameters, 'action'),
        optionalJson(parameters, 'configuration') ?? {},
      ),
    );
  }

  @ProjectPost('actions/unpublish', {
    summary: 'Take an action back',
    parameters: { module: nonEmpty, action: nonEmpty },
    required: ['module', 'action'],
    example: { module: demoModule, action: 'weekly' },
    ...changed,
  })
  unpublish(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.unpublishAction.execute(member, requiredName(parameters, 'module'), requiredName(parameters, 'action')),
    );
  }

  @ProjectPost('logs/add', {
    summary: 'What a run of the module has to tell; the newest 50 are shown',
    parameters: {
      module: nonEmpty,
      version,
      action: nonEmpty,
      configuration: anything,
      command: { type: 'string' },
      started_at: moment,
      ended_at: moment,
      status: { type: 'string' },
      output: anything,
    },
    required: ['module', 'version'],
    example: { module: demoModule, version: '1.0.3', command: 'generate', status: 'ok', output: '12 records' },
    ...changed,
  })
  log(@Req() request: ProjectRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.calls.write(request, reply, (parameters, member) =>
      this.addLog.execute(member, requiredName(parameters, 'module'), readRun(parameters)),
    );
  }
}
