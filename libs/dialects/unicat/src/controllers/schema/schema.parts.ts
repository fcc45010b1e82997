import { AddLanguage, RemoveLanguage } from '../../use-cases/languages/change-languages.use-cases.js';
import { ChangeItemList } from '../../use-cases/schema/change-item-list.use-case.js';
import {
  ClearMetadata,
  ModifyLayout,
  ModifySchemaItem,
  SetMetadata,
} from '../../use-cases/schema/change-schema-item.use-cases.js';
import { CommitSchemaItem } from '../../use-cases/schema/commit-schema-item.use-case.js';
import { CopySchemaItem, SaveSchemaItemAsNew } from '../../use-cases/schema/copy-schema-item.use-cases.js';
import { CreateSchemaItem } from '../../use-cases/schema/create-schema-item.use-case.js';
import { DeleteSchemaItem, RevertSchemaItem } from '../../use-cases/schema/end-schema-item.use-cases.js';
import { GetSchemaItems } from '../../use-cases/schema/get-schema-items.use-case.js';
import { LanguagesController, ProjectLanguagesController } from '../languages.controller.js';
import { ClassesController } from './classes.controller.js';
import { DefinitionsController } from './definitions.controller.js';
import { FieldsController } from './fields.controller.js';
import { LayoutsController } from './layouts.controller.js';
import { SchemaCalls } from './schema-calls.js';

/** What the module needs for definitions, classes, fields, layouts and languages; in this order their examples work. */
export const schemaControllers = [
  DefinitionsController,
  ClassesController,
  FieldsController,
  LayoutsController,
  LanguagesController,
  ProjectLanguagesController,
];

export const schemaProviders = [
  SchemaCalls,
  GetSchemaItems,
  CreateSchemaItem,
  ModifySchemaItem,
  ChangeItemList,
  SetMetadata,
  ClearMetadata,
  ModifyLayout,
  CommitSchemaItem,
  SaveSchemaItemAsNew,
  RevertSchemaItem,
  CopySchemaItem,
  DeleteSchemaItem,
  AddLanguage,
  RemoveLanguage,
];
