import { applyDecorators } from '@nestjs/common';
import {
  type ApiBodyOptions,
  ApiOkResponse,
  ApiParam,
  ApiResponse,
  type ApiResponseOptions,
  type SchemaObject,
} from '@nestjs/swagger';

/** Examples are from the demo data. */
export const demoProject = 'f57c22e5-1db2-4254-8c30-1273826087df';
export const demoRecord = '9b60aa8e-99c1-4e49-bea6-ecd5cceb0b6a';
export const demoGroup = 'aed77fa4-b0d2-4d26-9968-9342dcd69110';

export const gid: SchemaObject = { type: 'string', format: 'uuid', description: 'Lower-case version-4 UUID' };
export const gids: SchemaObject = { type: 'array', items: gid };
const localized: SchemaObject = { type: 'object', additionalProperties: { type: 'string' } };
const timestamp: SchemaObject = {
  type: 'number',
  description: 'Seconds since the Unix epoch, with a fraction',
  example: 1700086811.875,
};

export const record: SchemaObject = {
  type: 'object',
  properties: {
    gid,
    parent: { type: ['string', 'null'], format: 'uuid', description: 'Null for the root only' },
    canonical: gid,
    backlinks: gids,
    treelevel: { type: 'integer', description: 'The root has 0' },
    path: { ...gids, description: 'Own gid first, the root last' },
    childcount: { type: 'integer' },
    definition: gid,
    title: localized,
    status: { type: 'string', enum: ['published', 'deleted'] },
    channels: { type: 'array', items: { type: 'string' } },
    orderings: { type: 'object', additionalProperties: { type: 'integer' } },
    is_link: { type: 'boolean' },
    created_on: timestamp,
    updated_on: timestamp,
    fields: {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: true },
      description: 'By language, then by field name',
    },
  },
};

export type Properties = Record<string, SchemaObject>;

export function success(result: Properties, data: Properties): SchemaObject {
  return {
    type: 'object',
    required: ['success', 'result', 'data'],
    properties: {
      success: { type: 'boolean', enum: [true] },
      result: { type: 'object', properties: result },
      data: { type: 'object', properties: data },
    },
  };
}

function failure(code: number, message: string): ApiResponseOptions {
  const example = { success: false, result: { code, message, info: {} }, data: {} };
  const properties: Properties = {
    success: { type: 'boolean', enum: [false] },
    result: {
      type: 'object',
      properties: {
        code: { type: 'integer' },
        message: { type: 'string' },
        info: { type: 'object', additionalProperties: true },
      },
    },
    data: { type: 'object' },
  };
  return {
    status: code,
    description: message,
    content: { 'application/json': { schema: { type: 'object', properties }, example } },
  };
}

export const tokenHeader = { Authorization: { description: 'A renewed token, bare', schema: { type: 'string' } } } as const;

export function ApiProject(): MethodDecorator {
  return ApiParam({
    name: 'project',
    description: 'Gid of the project',
    schema: { ...gid, example: demoProject },
  });
}

const messages = {
  400: 'Bad request',
  401: 'Permission denied',
  403: 'Forbidden',
  413: 'Request entity too large',
  422: 'Unprocessable Entity',
} as const;

export type FailureCode = keyof typeof messages | 'unknown-user';

export function ApiFailures(...codes: readonly FailureCode[]): MethodDecorator {
  return applyDecorators(
    ...codes.map((code) => ApiResponse(code === 'unknown-user' ? failure(403, 'Unknown user') : failure(code, messages[code]))),
  );
}

const oneRecord = { result: { record: demoRecord } };

export function ApiRecords(): MethodDecorator {
  return ApiOkResponse({
    description: 'The records that exist, complete',
    headers: tokenHeader,
    content: {
      'application/json': {
        schema: success({ record: gid, records: gids }, { records: { type: 'object', additionalProperties: record } }),
        example: {
          success: true,
          ...oneRecord,
          data: { records: { [demoRecord]: { gid: demoRecord, parent: demoGroup, treelevel: 3, status: 'published' } } },
        },
      },
    },
  });
}

export function ApiSession(): MethodDecorator {
  const objects: SchemaObject = { type: 'object', additionalProperties: true };
  return ApiOkResponse({
    description: 'User, project, members and the whole schema',
    headers: tokenHeader,
    content: {
      'application/json': {
        schema: success(
          {
            user: gid,
            user_projects: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
            project: gid,
            project_members: gids,
            last_backed_up: { type: ['number', 'null'] },
            'cc.version': { type: 'string', example: '2025.07.001' },
            'cc.cursor': { type: 'integer' },
            cursor: { type: 'integer' },
          },
          {
            'cc.users': objects,
            'cc.projects': objects,
            'cc.projects_members': { type: 'array', items: objects },
            'cc.languages': objects,
            definitions: objects,
            classes: objects,
            fields: objects,
            layouts: objects,
            queries: objects,
          },
        ),
      },
    },
  });
}

export const recordsBody: ApiBodyOptions = {
  schema: {
    type: 'object',
    description: '`record` or `records`; `record` counts where both are given',
    properties: {
      record: gid,
      records: gids,
      language: { type: 'string', description: 'Together with `languages`: those to answer in. Neither: all of the project' },
      languages: { type: 'array', items: { type: 'string' } },
    },
  },
  examples: {
    one: { summary: 'One record', value: { record: demoRecord } },
    list: { summary: 'A list, in two languages', value: { records: [demoRecord, demoGroup], languages: ['en', 'nl'] } },
  },
};
