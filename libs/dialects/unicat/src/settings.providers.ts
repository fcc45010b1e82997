import type { Provider, Type } from '@nestjs/common';
import { AccountCalls } from './controllers/account-calls.js';
import { AccountController } from './controllers/settings/account.controller.js';
import { ApiKeysController } from './controllers/settings/api-keys.controller.js';
import { BackupsController } from './controllers/settings/backups.controller.js';
import { BatchController } from './controllers/settings/batch.controller.js';
import { BatchCalls } from './controllers/settings/batch-calls.js';
import { ModulesController } from './controllers/settings/modules.controller.js';
import { optionsControllers } from './controllers/settings/options.controllers.js';
import { ProjectsController } from './controllers/settings/projects.controller.js';
import { QueriesController } from './controllers/settings/queries.controller.js';
import { UsersController } from './controllers/settings/users.controller.js';
import { Memberships } from './guards/memberships.js';
import { GetApiKey } from './use-cases/account/get-api-key.use-case.js';
import { GetMember, GetUser } from './use-cases/account/get-user.use-cases.js';
import { OpenAccount } from './use-cases/account/open-account.use-case.js';
import { DeleteBackups, RenameBackup } from './use-cases/backups/change-backups.use-cases.js';
import { BackupWork, CreateBackup } from './use-cases/backups/create-backup.use-case.js';
import { RestoreBackup, RestoreWork } from './use-cases/backups/restore-backup.use-case.js';
import {
  AddModuleLog,
  ChangeModule,
  ClearModuleKeys,
  PublishModuleAction,
  SetModuleKeys,
  UnpublishModuleAction,
} from './use-cases/modules/change-module.use-cases.js';
import { GetModules, ListModules } from './use-cases/modules/get-modules.use-case.js';
import { RegisterModule, UnregisterModule } from './use-cases/modules/register-module.use-cases.js';
import { CreateOption, DeleteOptions, MoveOption, RenameOption } from './use-cases/options/change-options.use-cases.js';
import {
  ChangeProject,
  DeleteProject,
  GetProject,
  PermanentlyDeleteProject,
  UndeleteProject,
  UpdateProject,
} from './use-cases/projects/change-project.use-cases.js';
import { CreateProject } from './use-cases/projects/create-project.use-case.js';
import { CreateQuery, DeleteQuery, UpdateQuery } from './use-cases/queries/change-query.use-cases.js';
import { GetQueries } from './use-cases/queries/get-queries.use-case.js';
import { RunBatch } from './use-cases/run-batch.use-case.js';

/** Queries, options, backups, modules, users, projects, batches. */
export const settingsControllers: readonly Type[] = [
  AccountController,
  UsersController,
  ProjectsController,
  ApiKeysController,
  QueriesController,
  ...optionsControllers,
  ModulesController,
  BackupsController,
  BatchController,
];

/** Kinds of jobs that come with them. */
export const settingsJobs = [BackupWork, RestoreWork] as const;

export const settingsProviders: readonly Provider[] = [
  AccountCalls,
  Memberships,
  OpenAccount,
  GetUser,
  GetMember,
  GetApiKey,
  GetProject,
  CreateProject,
  ChangeProject,
  UpdateProject,
  DeleteProject,
  UndeleteProject,
  PermanentlyDeleteProject,
  GetQueries,
  CreateQuery,
  UpdateQuery,
  DeleteQuery,
  CreateOption,
  RenameOption,
  MoveOption,
  DeleteOptions,
  GetModules,
  ListModules,
  RegisterModule,
  UnregisterModule,
  ChangeModule,
  SetModuleKeys,
  ClearModuleKeys,
  PublishModuleAction,
  UnpublishModuleAction,
  AddModuleLog,
  CreateBackup,
  RenameBackup,
  RestoreBackup,
  DeleteBackups,
  ...settingsJobs,
  BatchCalls,
  RunBatch,
];
