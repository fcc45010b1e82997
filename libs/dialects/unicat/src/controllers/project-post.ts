import { applyDecorators, HttpCode, Post, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, type SchemaObject } from '@nestjs/swagger';
import { ApiFailures, ApiProject, type FailureCode, type Properties, success, tokenHeader } from './api-docs.js';

export interface CallDescription {
  readonly summary: string;
  /** Parameters beside the languages; those in `required` must be there. */
  readonly parameters?: Properties;
  readonly required?: readonly string[];
  /** Whether `language` and `languages` choose what the records are answered in (contract §4.0). */
  readonly localized?: boolean;
  /** A body that works with the demo data. */
  readonly example: object;
  readonly result: Properties;
  /** Members of `data`. */
  readonly data: readonly DataMember[];
  readonly failures?: readonly FailureCode[];
}

export type DataMember =
  | 'records'
  | 'definitions'
  | 'classes'
  | 'fields'
  | 'layouts'
  | 'queries'
  | 'assets'
  | 'modules'
  | 'cc.projects'
  | 'cc.users'
  | 'cc.projects_members'
  | 'cc.languages';

const objects: SchemaObject = { type: 'object', additionalProperties: true, description: 'Complete objects, by gid' };

/** The one member of `data` that is a list (contract §0.3). */
const members: SchemaObject = { type: 'array', items: { type: 'object', additionalProperties: true } };

/** Marks what a batch may call. */
export const PROJECT_CALL = Symbol('ProjectCall');

const languages: Properties = {
  language: { type: 'string', description: 'Together with `languages`: those to answer in. Neither: all of the project' },
  languages: { type: 'array', items: { type: 'string' } },
};

/** A call of the API about a project: always a POST, always 200 when it succeeds. */
export function ProjectPost(path: string, description: CallDescription): MethodDecorator {
  return applyDecorators(SetMetadata(PROJECT_CALL, path), ApiProject(), DescribedPost(path, description));
}

/** A call of the API that is about no project, or about one that its body names. */
export function DescribedPost(path: string, description: CallDescription): MethodDecorator {
  const { summary, parameters = {}, required = [], localized = false, example, result, data, failures = [422] } = description;
  const properties = { ...parameters, ...(localized ? languages : {}) };
  return applyDecorators(
    Post(path),
    HttpCode(200),
    ApiOperation({ summary }),
    ApiBody({
      schema: { type: 'object', properties, ...(required.length === 0 ? {} : { required: [...required] }) },
      examples: { demo: { value: example } },
    }),
    ApiOkResponse({
      description: 'Gids in `result`, what they refer to in `data`',
      headers: tokenHeader,
      content: { 'application/json': { schema: success(result, dataSchema(data)) } },
    }),
    ApiFailures(400, 401, 403, ...failures),
  );
}

export function dataSchema(data: readonly DataMember[]): Properties {
  return Object.fromEntries(data.map((member) => [member, member === 'cc.projects_members' ? members : objects]));
}
